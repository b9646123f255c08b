using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Bot.Dialogs;
using PmBot.Bot.State;
using PmBot.Nlu;

namespace PmBot.Bot.Commands;

/// <summary>How messages are read.</summary>
/// <param name="IsNamed">Whether the speaker was named, so that "me" is somebody.</param>
/// <param name="Explain">Whether it is told what decided.</param>
internal sealed record ReadingOptions(bool IsNamed, bool Explain);

/// <summary>Reads messages as the bot would, on an empty conversation, and tells what it would do.</summary>
internal sealed class UnderstandingReader(
    DialogEngine engine, MessageReader reader, INaturalLanguage nlu, SkillCatalog skills, SlotResolver resolver, TurnServices services, TimeProvider clock, Speaker speaker, ReadingOptions options)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One message; the answer is one line of JSON.</summary>
    public async Task<string> ReadAsync(string message, CancellationToken cancellationToken)
    {
        var turn = new Turn(services, speaker.Actor, speaker.Directory, new ConversationState(), new MessageStamp(clock.GetUtcNow(), "understand"));
        var heard = await engine.AdviseAsync(reader.Hear(message, turn), turn, cancellationToken);
        var operations = new JsonArray();
        foreach (var operation in heard.Operations)
        {
            operations.Add(await OperationAsync(operation, turn, cancellationToken));
        }

        if (operations.Count == 0 && !heard.Cues.HasFlag(Cues.Only))
        {
            operations.Add(new JsonObject
            {
                ["intent"] = "out_of_scope",
                ["confidence"] = Math.Round(1 - (heard.Alternatives.Count > 0 ? heard.Alternatives[0].Confidence : 0), 3),
                ["source"] = heard.Alternatives is [var near, ..] ? near.Source : "rule",
                ["slots"] = new JsonObject(),
                ["missing"] = new JsonArray(),
                ["ambiguous"] = new JsonObject(),
            });
        }

        var line = new JsonObject { ["text"] = heard.Text, ["language"] = heard.Language, ["operations"] = operations };
        if (options.Explain)
        {
            line["explain"] = ExplanationJson.Write(nlu.Explain(message, turn.NluContext(null)), operations);
        }

        return line.ToJsonString(Json);
    }

    private async Task<JsonObject> OperationAsync(Interpretation operation, Turn turn, CancellationToken cancellationToken)
    {
        var slots = new JsonObject();
        var ambiguous = new JsonObject();
        var frame = new DialogFrame { Intent = operation.Intent };
        var spec = skills.Find(operation.Intent)?.Spec;
        foreach (var (name, entity) in operation.Slots)
        {
            if (Unspoken(entity.Value) is { } unspoken)
            {
                slots[name] = unspoken;
                frame.Slots[name] = new TextSlot(unspoken);
                continue;
            }

            var slot = spec?.Slot(name) ?? new SlotSpec(name, entity.Type);
            switch (await resolver.ResolveAsync(slot, entity, turn, cancellationToken))
            {
                case Resolution.Filled { Value: var value }:
                    slots[name] = SlotJson.Write(value);
                    frame.Slots[name] = value;
                    break;
                case Resolution.Ambiguous { Choices: { Count: > 0 } choices } when entity.Value is not TextValue and not NameValue { Ids.Count: 0 }:
                    ambiguous[name] = new JsonArray([.. choices.Select(c => SlotJson.Write(c.Value))]);
                    frame.Slots[name] = choices[0].Value;
                    break;
                case Resolution.Nothing:
                    slots[name] = new JsonArray();
                    frame.Slots[name] = new TextSlot("");
                    break;
                case Resolution.Ambiguous { Said: var said }:
                    Unresolved(name, entity, said, slots, frame);
                    break;
            }
        }

        await FillFromContextAsync(frame, spec, slots, turn, cancellationToken);
        await ShiftAsync(frame, slots, turn, cancellationToken);
        var missing = spec?.Slots.Where(s => s.Required && !frame.Slots.ContainsKey(s.Name)).Select(s => (JsonNode)s.Name).ToArray() ?? [];
        return new JsonObject
        {
            ["intent"] = operation.Intent,
            ["confidence"] = Math.Round(operation.Confidence, 3),
            ["source"] = operation.Source,
            ["slots"] = slots,
            ["missing"] = new JsonArray(missing),
            ["ambiguous"] = ambiguous,
        };
    }

    /// <summary>Said, but no record bears it: a number stays a number, words become a query, a name stays missing.</summary>
    private static void Unresolved(string name, Entity entity, string said, JsonObject slots, DialogFrame frame)
    {
        switch (entity.Value)
        {
            case TaskNumbersValue { Numbers: var numbers }:
                slots[name] = numbers is [var only] ? only : new JsonArray([.. numbers.Select(n => (JsonNode)n)]);
                frame.Slots[name] = new TextSlot("");
                break;
            case TaskDescriptionValue { Words: { } words }:
                slots["task_query"] = words;
                frame.Slots[name] = new TextSlot(words);
                break;
            case TextValue { Words: var words } when name == "task":
                slots["task_query"] = words;
                frame.Slots[name] = new TextSlot(words);
                break;
            case NameValue:
            case TextValue when name == "role":
                slots[name] = said;
                break;
        }
    }

    private async Task FillFromContextAsync(DialogFrame frame, SkillSpec? spec, JsonObject slots, Turn turn, CancellationToken cancellationToken)
    {
        foreach (var slot in spec?.Slots.Where(s => s.UsesContext && !frame.Slots.ContainsKey(s.Name)) ?? [])
        {
            if (await resolver.FromContextAsync(frame, slot, turn, cancellationToken))
            {
                slots[slot.Name] = SlotJson.Write(frame.Slots[slot.Name]);
            }
        }
    }

    /// <summary>"Una semana más" is a day where it is said of one task.</summary>
    private static async Task ShiftAsync(DialogFrame frame, JsonObject slots, Turn turn, CancellationToken cancellationToken)
    {
        if (frame.Slots.GetValueOrDefault("due_date") is ShiftSlot { By: { IsValid: true } by } && frame.Slots.GetValueOrDefault("task") is TasksSlot { Tasks: [var only] }
            && await turn.Services.Tasks.FindByNumbersAsync(turn.Actor, [only.Number], cancellationToken) is [var task])
        {
            slots["due_date"] = SlotJson.Write(new DateSlot(by.From(task.Due?.Day ?? turn.Today), task.Due?.Time));
        }
    }

    /// <summary>What only a conversation, or a known speaker, could tell.</summary>
    private string? Unspoken(EntityValue value) => value switch
    {
        ReferenceValue { Kind: ReferenceKind.Me } when !options.IsNamed => "$me",
        TaskPickValue { Of: var picked } when picked.Any(v => v is not TaskNumbersValue) => "$last",
        ReferenceValue { Kind: ReferenceKind.It or ReferenceKind.Those or ReferenceKind.Some or ReferenceKind.Half or ReferenceKind.Rest or ReferenceKind.Ordinal or ReferenceKind.Other or ReferenceKind.Both or ReferenceKind.Previous } => "$last",
        ReferenceValue { Kind: ReferenceKind.Current } => "$current",
        ReferenceValue { Kind: ReferenceKind.Next } => "$next",
        ReferenceValue { Kind: ReferenceKind.Nobody } => "none",
        _ => null,
    };
}
