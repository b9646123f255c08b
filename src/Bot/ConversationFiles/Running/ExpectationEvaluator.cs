using System.Globalization;
using System.Text.RegularExpressions;
using PmBot.Bot.ConversationFiles.Expectations;
using PmBot.Nlu.Text;

namespace PmBot.Bot.ConversationFiles.Running;

/// <summary>Compares what is expected with what is.</summary>
internal static class ExpectationEvaluator
{
    private const int MostListed = 8;

    /// <summary>What is wrong, as <c>expected ..., got ...</c>; null when the expectation holds.</summary>
    public static string? Check(Expectation expectation, Scene scene) => expectation switch
    {
        Expectation.Fields e => Fields(e, scene),
        Expectation.Exists e => scene.Now.Find(e.Thing) is null ? $"expected {e.Thing} to exist, got {None(e.Thing, scene.Now)}" : null,
        Expectation.Deleted e => Deleted(e.Thing, scene),
        Expectation.Unchanged e => Unchanged(e.Thing, scene),
        Expectation.Created e => Created(e, scene),
        Expectation.ReplyLanguage e => Language(e.Language, scene),
        Expectation.NoReplyContains e => NoReplyContains(e.Text, scene),
        Expectation.NoReply => scene.LastReplies.Count == 0 ? null : $"expected no reply, got {Replies(scene.LastReplies)}",
        Expectation.NothingChanged => NothingChanged(scene),
        _ => throw new NotSupportedException($"{expectation.GetType().Name} is not evaluated."),
    };

    /// <summary>What is wrong with the replies to the last message; null when one of them fits.</summary>
    public static string? Check(ReplyMatch match, Scene scene)
    {
        try
        {
            return scene.LastReplies.Any(match.Matches) ? null : $"expected {match.Wanted}, got {Replies(scene.LastReplies)}";
        }
        catch (RegexMatchTimeoutException)
        {
            return $"expected {match.Wanted}, got no answer in time: the expression backtracks too much";
        }
    }

    private static string? Fields(Expectation.Fields expected, Scene scene)
    {
        if (scene.Now.Find(expected.Thing) is not { } thing)
        {
            return $"expected {expected.Thing}: {string.Join(", ", expected.Expected)}, got {None(expected.Thing, scene.Now)}";
        }

        var wrong = expected.Expected.Where(field => !field.Accepts(thing.Values(field.Field))).ToList();
        return wrong.Count == 0
            ? null
            : $"expected {expected.Thing}: {string.Join(", ", wrong)}, got {string.Join(", ", wrong.Select(f => $"{f.Field.Name}={new ExpectedValue(thing.Values(f.Field))}"))}";
    }

    private static string? Deleted(ThingRef wanted, Scene scene)
    {
        if (scene.History.Select(world => world.Find(wanted)).LastOrDefault(thing => thing is not null) is not { } known)
        {
            return $"expected {wanted} to be deleted, got none at any time";
        }

        return scene.Now.All.TryGetValue(known.Identity, out var now)
            ? $"expected {wanted} to be deleted, got it still there{(scene.Now.Find(wanted) is null ? $" as {Called(now)}" : "")}"
            : null;
    }

    private static string? Unchanged(ThingRef wanted, Scene scene)
    {
        if (scene.Start.Find(wanted) is not { } before)
        {
            return $"expected {wanted} to be unchanged, got {None(wanted, scene.Start)} at the start of the file";
        }

        return !scene.Now.All.TryGetValue(before.Identity, out var now) ? $"expected {wanted} to be unchanged, got it deleted"
            : before.SameAs(now) ? null
            : $"expected {wanted} to be unchanged, got {Quoted.OneLine(string.Join(", ", before.Differences(now)))}";
    }

    private static string? Created(Expectation.Created expected, Scene scene)
    {
        var created = scene.Now.Of(expected.Kind).Where(thing => !scene.Start.All.ContainsKey(thing.Identity)).ToList();
        return created.Count == expected.Count
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"expected {expected.Count} {expected.Kind.ToString().ToLowerInvariant()}s created, got {created.Count}{Listed(created)}");
    }

    private static string? Language(string language, Scene scene)
    {
        if (scene.LastReplies.Count == 0)
        {
            return $"expected a reply in {language}, got no reply";
        }

        // Titles and names are in whatever language people gave them.
        var text = string.Join('\n', scene.LastReplies.Select(reply => reply.Shown));
        foreach (var name in scene.Now.Of(ThingKind.Task).Select(t => Thing.Text(t.Fields["title"])).Concat(scene.Now.Of(ThingKind.Project).Select(p => p.Name)))
        {
            text = name is { Length: > 3 } ? text.Replace(name, "", StringComparison.OrdinalIgnoreCase) : text;
        }

        return scene.LanguageOf(text) is { } spoken && spoken != language ? $"expected a reply in {language}, got {spoken}: {Replies(scene.LastReplies)}" : null;
    }

    private static string? NoReplyContains(string text, Scene scene)
    {
        var folded = Fold.Text(text);
        return scene.AllReplies.FirstOrDefault(reply => Fold.Text(reply.Shown).Contains(folded, StringComparison.Ordinal)) is { } telling
            ? $"expected no reply containing {Quoted.Text(text)}, got {telling}"
            : null;
    }

    private static string? NothingChanged(Scene scene)
    {
        var before = scene.BeforeMessage ?? throw new InvalidOperationException("The workspace was not looked at before the message.");
        var changes = scene.Now.All.Values.Where(thing => !before.All.ContainsKey(thing.Identity)).Select(thing => $"{Called(thing)} is new")
            .Concat(before.All.Values.Where(thing => !scene.Now.All.ContainsKey(thing.Identity)).Select(thing => $"{Called(thing)} is gone"))
            .Concat(before.All.Values.Where(thing => scene.Now.All.TryGetValue(thing.Identity, out var now) && !thing.SameAs(now))
                .Select(thing => $"{thing.Identity}: {string.Join(", ", thing.Differences(scene.Now.All[thing.Identity]))}"))
            .ToList();
        return changes.Count == 0 ? null : $"expected nothing changed, got {Quoted.OneLine(string.Join("; ", changes))}";
    }

    private static string None(ThingRef wanted, WorldSnapshot world) => $"none{Listed([.. world.Of(wanted.Kind)])}";

    private static string Listed(List<Thing> things) => things.Count == 0 ? "" : $" ({string.Join(", ", things.Take(MostListed).Select(Called))}{(things.Count > MostListed ? ", ..." : "")})";

    private static string Called(Thing thing)
    {
        var name = Thing.Text(thing.Fields["title"]) ?? (thing.Kind is ThingKind.Project ? thing.Name : null);
        return name is null ? thing.Identity : $"{thing.Identity} {Quoted.Text(name)}";
    }

    private static string Replies(IReadOnlyList<SeenReply> replies) => replies.Count == 0 ? "no reply" : string.Join(" and ", replies);
}
