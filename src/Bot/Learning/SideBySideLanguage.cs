using PmBot.Nlu;
using PmBot.Nlu.Llm;

namespace PmBot.Bot.Learning;

/// <summary>Reads with the model that serves whoever speaks. The readers belong to the process: a host that is disposed must not take them along.</summary>
internal sealed class SideBySideLanguage(Func<INaturalLanguage> current, Func<INaturalLanguage> challenger, ModelArms arms) : INaturalLanguage
{
    public string LanguageOf(string text, string hint) => current().LanguageOf(text, hint);

    public Explanation Explain(string text, NluContext context) => For(context).Explain(text, context);

    public Understanding Understand(string text, NluContext context) => For(context).Understand(text, context);

    public Understanding Adopt(Understanding heard, IReadOnlyList<Proposal> proposals, OfferedNames names, NluContext context, string evidence) =>
        For(context).Adopt(heard, proposals, names, context, evidence);

    private INaturalLanguage For(NluContext context) => context.Speaker is { } speaker && arms.IsChallenged(speaker) ? challenger() : current();
}
