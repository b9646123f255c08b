using PmBot.Bot.Dialogs;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Llm;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Llm;

/// <summary>Asks the configured language model what a message wants, and has its proposals read like any message.</summary>
/// <remarks>
/// Proposals go the way of every request: names are resolved, permissions checked, dangerous changes confirmed. What takes something
/// back is only offered, since nobody can see in advance what it would take back.
/// </remarks>
public sealed class LlmAdvisor : IAdvisor
{
    private const string Offered = "undo";

    // With nothing open there is nothing to cancel; what is out of scope is an empty list.
    private static readonly string[] Never = ["cancel", "out_of_scope"];

    private readonly LlmCircuit _circuit;
    private readonly INaturalLanguage _nlu;
    private readonly string _model;
    private readonly LanguageModelReader _reader;

    /// <param name="circuit">How the model is asked.</param>
    /// <param name="nlu">Reads the proposals.</param>
    /// <param name="skills">All that can be proposed.</param>
    /// <param name="model">The model's name, as the evidence of what it proposed.</param>
    public LlmAdvisor(LlmCircuit circuit, INaturalLanguage nlu, SkillCatalog skills, string model)
    {
        (_circuit, _nlu, _model) = (circuit, nlu, model);
        _reader = new LanguageModelReader(Schema(skills));
    }

    /// <inheritdoc/>
    public async Task<Understanding> AdviseAsync(Understanding heard, NluContext context, Turn turn, CancellationToken cancellationToken)
    {
        var names = Names(turn.Directory, turn.Projects, turn.Person);
        var proposals = await _circuit.AskAsync((client, ct) => _reader.AskAsync(client, heard.Text, names, ct), cancellationToken);
        if (proposals is null or [])
        {
            return heard;
        }

        var advised = _nlu.Adopt(heard, proposals, names, context, _model);
        var acting = advised.Operations.Where(o => o.Intent != Offered).ToList();
        return acting.Count == advised.Operations.Count ? advised
            : advised with { Operations = acting, Alternatives = acting.Count > 0 ? [] : [.. advised.Operations.Take(1)] };
    }

    /// <summary>Every skill's intent with the slots that words can fill.</summary>
    internal static RequestSchema Schema(SkillCatalog skills) => new(skills.Skills
        .Select(s => s.Spec)
        .Where(s => !Never.Contains(s.Intent, StringComparer.Ordinal))
        .OrderBy(s => s.Intent, StringComparer.Ordinal)
        .Select(s => new SchemaIntent(s.Intent, [.. s.Slots.Where(IsSpoken).Select(Slot)])));

    // A choice without options is a mark that patterns set; a list's continuation is set by the list.
    private static bool IsSpoken(SlotSpec slot) => slot.Name != ListContinuation.SkipSlot && (slot.Type != EntityType.Choice || slot.Options.Count > 0);

    // A role is power: it is read from the words of the message only.
    private static SchemaSlot Slot(SlotSpec slot) => new(slot.Name, slot.Type, slot.Type == EntityType.Role ? [] : slot.Options);

    private static OfferedNames Names(WorkspaceDirectory directory, IReadOnlyList<DirectoryProject> projects, DirectoryUser speaker)
    {
        var members = projects.SelectMany(p => p.Members).Select(m => m.User).Append(speaker.Id).Distinct();
        return new OfferedNames(
            [.. members.Select(directory.User).OfType<DirectoryUser>().Where(u => u.IsActive).Select(u => u.FullName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. projects.Select(p => p.Name).Order(StringComparer.Ordinal)],
            [.. projects.SelectMany(p => p.Environments).Select(e => e.Name).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)]);
    }
}
