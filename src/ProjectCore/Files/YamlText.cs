using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PmBot.ProjectCore.Files;

/// <summary>YAML as <see cref="DocNode"/>s. Anchors and tags are refused: a workspace file needs none, and they can make a small file huge.</summary>
internal static partial class YamlText
{
    private const int MaxDepth = 20;

    /// <exception cref="DocumentException">It is no YAML.</exception>
    public static DocNode Read(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\0', '\b') is >= 0 and var at)
            throw new DocumentException(text.AsSpan(0, at).Count('\n') + 1, "there is a control character here");
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _)) return new DocMap(1, []);
            parser.Consume<DocumentStart>();
            var root = ReadNode(parser, 0);
            parser.Consume<DocumentEnd>();
            if (!parser.Accept<StreamEnd>(out _)) throw new DocumentException(Line(parser.Current!), "there is more than one document in the file");
            return root;
        }
        catch (YamlException e)
        {
            throw new DocumentException(Math.Max(1, (int)e.Start.Line), $"this is not YAML: {e.Message}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or OverflowException)
        {
            throw new DocumentException(1, "this is not YAML"); // the scanner's own slips on damaged text
        }
    }

    public static string Write(DocNode root)
    {
        var writer = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(writer, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024, skipAnchorName: true, indentSequences: true));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, root);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return writer.ToString();
    }

    private static DocNode ReadNode(IParser parser, int depth)
    {
        var line = Line(parser.Current!);
        if (depth > MaxDepth) throw new DocumentException(line, "this is nested too deeply");
        if (parser.Current is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias) throw new DocumentException(line, "anchors (& and *) are not understood here");
        if (parser.TryConsume<Scalar>(out var scalar))
            return new DocScalar(line, scalar is { Style: ScalarStyle.Plain, Value: "" or "~" or "null" or "Null" or "NULL" } ? null : scalar.Value);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<DocNode>();
            while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadNode(parser, depth + 1));
            return new DocList(line, items);
        }

        parser.Consume<MappingStart>();
        var entries = new List<DocEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var keyLine = Line(parser.Current!);
            if (!parser.TryConsume<Scalar>(out var key)) throw new DocumentException(keyLine, "a name is expected here");
            entries.Add(new DocEntry(key.Value, keyLine, ReadNode(parser, depth + 1)));
        }

        return new DocMap(line, entries);
    }

    private static void Emit(Emitter emitter, DocNode node)
    {
        switch (node)
        {
            case DocScalar { Value: null }:
                emitter.Emit(new Scalar("null"));
                break;
            case DocScalar scalar:
                emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, scalar.Value!, StyleOf(scalar), isPlainImplicit: true, isQuotedImplicit: true));
                break;
            case DocList list:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, list.Inline || list.Items.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in list.Items) Emit(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case DocMap map:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, map.Inline || map.Entries.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var entry in map.Entries)
                {
                    emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, entry.Key, StyleOf(new DocScalar(0, entry.Key)), isPlainImplicit: true, isQuotedImplicit: true));
                    Emit(emitter, entry.Value);
                }

                emitter.Emit(new MappingEnd());
                break;
        }
    }

    /// <summary>Plain only where every YAML reader takes it for the same text.</summary>
    private static ScalarStyle StyleOf(DocScalar scalar) =>
        !scalar.IsText || (PlainText().IsMatch(scalar.Value!) && scalar.Value![^1] != ' ' && !LooksLikeSomethingElse().IsMatch(scalar.Value!)) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted;

    private static int Line(ParsingEvent at) => (int)at.Start.Line;

    [GeneratedRegex(@"^[\p{L}][\p{L}\p{N} ._/@()+-]*\z", RegexOptions.NonBacktracking)]
    private static partial Regex PlainText();

    [GeneratedRegex(@"^(?:y|n|yes|no|on|off|true|false|null|nan|inf)\z", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex LooksLikeSomethingElse();
}
