using System.Globalization;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Rules;

/// <summary>Reads the notation of <c>docs/patterns.md</c>. Errors name file, line and place.</summary>
internal sealed class PatternParser(string path, int line, string text)
{
    private int _at;

    public static PatternNode Parse(string path, int line, string text)
    {
        var parser = new PatternParser(path, line, text);
        var node = parser.Alternatives();
        parser.Space();
        return parser._at == text.Length ? node : throw parser.Error($"unexpected '{text[parser._at]}'");
    }

    private FormatException Error(string what) => new($"{path}({line}): {what} at column {_at + 1} of: {text}");

    private void Space()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
    }

    private PatternNode Alternatives()
    {
        var branches = new List<PatternNode> { Parts() };
        while (_at < text.Length && text[_at] == '|')
        {
            _at++;
            branches.Add(Parts());
        }

        return branches.Count == 1 ? branches[0] : new Choice(branches);
    }

    private Sequence Parts()
    {
        var parts = new List<PatternNode>();
        for (Space(); _at < text.Length && text[_at] is not ('|' or ')' or ']'); Space()) Part(parts);
        return new Sequence(parts);
    }

    private void Part(List<PatternNode> parts)
    {
        switch (text[_at])
        {
            case '(':
                parts.Add(Quantified(Enclosed(')')));
                break;
            case '[':
                parts.Add(new Repeat(Enclosed(']'), 0, Many: false));
                break;
            case '<':
                parts.Add(Quantified(new RuleReference(Until('>'), line)));
                break;
            case '{':
                parts.Add(Slot(Until('}')));
                break;
            default:
                Words(parts);
                break;
        }
    }

    private PatternNode Enclosed(char close)
    {
        _at++;
        var node = Alternatives();
        if (_at >= text.Length || text[_at] != close) throw Error($"'{close}' is missing");
        _at++;
        return node;
    }

    private PatternNode Quantified(PatternNode node)
    {
        if (_at >= text.Length || text[_at] is not ('*' or '+')) return node;
        return new Repeat(node, text[_at++] == '*' ? 0 : 1, Many: true);
    }

    private string Until(char close)
    {
        var end = text.IndexOf(close, _at);
        if (end < 0) throw Error($"'{close}' is missing");
        var inner = text[(_at + 1)..end].Trim();
        _at = end + 1;
        return inner.Length > 0 ? inner : throw Error("nothing between the brackets");
    }

    private void Words(List<PatternNode> parts)
    {
        var start = _at;
        while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && text[_at] is not ('(' or ')' or '[' or ']' or '|' or '{' or '<')) _at += text[_at] == '\\' && _at + 1 < text.Length ? 2 : 1;
        foreach (var token in Tokenizer.Tokenize(text[start.._at].Replace("\\", "", StringComparison.Ordinal)).Array)
        {
            if (token.Kind is not (TokenKind.Word or TokenKind.Number or TokenKind.Punctuation or TokenKind.Emoji)) throw Error($"'{text[start.._at]}' is no word");
            parts.Add(new Literal(token.Folded));
        }
    }

    private PatternNode Slot(string inner)
    {
        var equals = inner.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0) return Constant(inner[..equals].Trim(), inner[(equals + 1)..].Trim());
        var colon = inner.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? inner : inner[..colon].Trim();
        var kind = colon < 0 ? DefaultKind(name) : inner[(colon + 1)..].Trim();
        var unknown = kind.EndsWith('?');
        if (!Enum.TryParse<SlotKind>(kind.TrimEnd('?').Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var parsed) || char.IsDigit(kind[0])) throw Error($"there is no slot type '{kind}'");
        return new SlotNode(name, parsed, unknown);
    }

    private string DefaultKind(string slot) => slot switch
    {
        "title" or "name" or "reason" or "topic" or "task_query" or "text" => "text",
        "description" or "comment" => "rest",
        "assignee" or "member" or "person" => "person",
        "due_date" => "date",
        "recurrence" => "recurrence",
        "labels" => "label",
        "depends_on" => "task",
        "move_to" => "sprint",
        "goal" => "rest",
        "start_date" or "end_date" => "when",
        "capacity" => "number",
        "task" or "project" or "sprint" or "environment" or "priority" or "status" or "role" or "language" or "estimate" or "number" or "email" => slot,
        _ => throw Error($"slot '{slot}' needs a type"),
    };

    private ConstantNode Constant(string slot, string value) => (slot, value) switch
    {
        ("task" or "ref", "it" or "those" or "other" or "both" or "current") => new(slot, EntityType.Task, new ReferenceValue(Enum.Parse<ReferenceKind>(value, ignoreCase: true))),
        ("task" or "ref", _) when value.StartsWith("ordinal ", StringComparison.Ordinal) => new(slot, EntityType.Task, new ReferenceValue(ReferenceKind.Ordinal, int.Parse(value[8..], CultureInfo.InvariantCulture))),
        ("project", _) => new(slot, EntityType.Project, new ReferenceValue(Enum.Parse<ReferenceKind>(value, ignoreCase: true))),
        ("sprint" or "move_to", "current" or "next" or "previous") => new(slot, EntityType.Sprint, new ReferenceValue(Enum.Parse<ReferenceKind>(value, ignoreCase: true))),
        ("move_to", _) => new(slot, EntityType.Sprint, new TextValue(value)),
        ("depends_on", "it") => new(slot, EntityType.Task, new ReferenceValue(ReferenceKind.It)),
        ("assignee" or "member" or "person", "me" or "nobody" or "usual") => new(slot, EntityType.Person, new ReferenceValue(Enum.Parse<ReferenceKind>(value, ignoreCase: true))),
        ("due_date", "none") => new(slot, EntityType.Date, new NothingValue()),
        ("estimate", "none") => new(slot, EntityType.Estimate, new NothingValue()),
        ("description" or "goal", "none") => new(slot, EntityType.Text, new NothingValue()),
        ("priority", _) => new(slot, EntityType.Priority, new ChoiceValue(value)),
        ("status", _) => new(slot, EntityType.Status, new ChoiceValue(value)),
        ("role", _) => new(slot, EntityType.Role, new ChoiceValue(value)),
        ("language", _) => new(slot, EntityType.Language, new ChoiceValue(value)),
        ("period", _) => new(slot, EntityType.DateRange, new TextValue(value)),
        ("title" or "name" or "topic", _) => new(slot, EntityType.Text, new TextValue(value)),
        ("assignee" or "member" or "person" or "task" or "ref" or "due_date", _) => throw Error($"slot '{slot}' cannot be '{value}'"),
        _ => new(slot, EntityType.Choice, new ChoiceValue(value)),
    };
}
