using System.Reflection;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>Every skill there is, found by scanning; a folder that is not whole stops the start.</summary>
public sealed class SkillCatalog
{
    private const string Root = "Skills/";
    private readonly Dictionary<string, Skill> _byIntent;

    private SkillCatalog(Dictionary<string, Skill> byIntent, ReplyCatalog replies, IReadOnlyList<PatternFile> patterns)
    {
        _byIntent = byIntent;
        Replies = replies;
        Patterns = patterns;
    }

    /// <summary>The sentences of all skills and of the dialog engine.</summary>
    public ReplyCatalog Replies { get; }

    /// <summary>The rule patterns of all skills.</summary>
    public IReadOnlyList<PatternFile> Patterns { get; }

    /// <summary>All skills, by intent.</summary>
    public IReadOnlyCollection<Skill> Skills => _byIntent.Values;

    /// <summary>The skill for an intent, or null when the model knows an intent that no skill answers.</summary>
    public Skill? Find(string intent) => _byIntent.GetValueOrDefault(intent);

    /// <summary>The spec of a frame's skill; a frame of a skill that is gone has none.</summary>
    public SkillSpec? SpecOf(DialogFrame frame) => Find(frame.Intent)?.Spec;

    /// <summary>Whether a skill answers without leaving what is being asked.</summary>
    public bool IsAside(string intent) => Find(intent)?.Spec.Aside ?? true;

    /// <summary>Scans an assembly for sealed skills and their embedded folders.</summary>
    /// <exception cref="SkillDiscoveryException">A duplicate intent, a missing language, an unknown or unused reply key, slots that do not bind.</exception>
    public static SkillCatalog Discover(Assembly assembly)
    {
        var resources = new FolderResources(assembly, Root);
        var byIntent = new Dictionary<string, Skill>(StringComparer.Ordinal);
        List<ReplyFile> replyFiles = [.. FolderResources.Replies(assembly, "Dialogs/", ""), .. FolderResources.Replies(assembly, "Cards/", "card."), .. FolderResources.Replies(assembly, "Media/", "chart."), .. FolderResources.Replies(assembly, "Channels/", "channels.")];
        var patterns = new List<PatternFile>();
        foreach (var type in assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Skill)) && !t.IsAbstract).OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            if (!type.IsSealed)
            {
                throw new SkillDiscoveryException($"{type.Name} must be sealed.");
            }

            var skill = Create(type);
            skill.CheckBinding();
            var intent = skill.Spec.Intent;
            if (!byIntent.TryAdd(intent, skill))
            {
                throw new SkillDiscoveryException($"{type.Name} and {byIntent[intent].GetType().Name} both answer '{intent}'.");
            }

            var folder = type.Namespace![(type.Namespace!.LastIndexOf('.') + 1)..];
            replyFiles.AddRange(FolderResources.Replies(assembly, $"{Root}{folder}/", intent + "."));
            patterns.AddRange(resources.Patterns(folder, intent));
        }

        var replies = ReplyCatalog.Load(replyFiles);
        foreach (var skill in byIntent.Values)
        {
            CheckReplies(skill.Spec, replies);
        }

        return new SkillCatalog(byIntent, replies, patterns);
    }

    private static Skill Create(Type type)
    {
        try
        {
            return (Skill)Activator.CreateInstance(type)!;
        }
        catch (TargetInvocationException e) when (e.InnerException is SkillDiscoveryException inner)
        {
            throw new SkillDiscoveryException($"{type.Name}: {inner.Message}", inner);
        }
        catch (MissingMethodException e)
        {
            throw new SkillDiscoveryException($"{type.Name} needs a constructor without parameters.", e);
        }
    }

    private static void CheckReplies(SkillSpec spec, ReplyCatalog replies)
    {
        var needed = spec.Replies.Concat(spec.Slots.Where(s => s.Required).Select(s => "ask." + s.Name)).Select(k => $"{spec.Intent}.{k}").ToHashSet(StringComparer.Ordinal);
        if (needed.FirstOrDefault(k => !replies.Has(k)) is { } missing)
        {
            throw new SkillDiscoveryException($"'{spec.Intent}' says '{missing}', which no replies file has.");
        }

        if (replies.Keys.FirstOrDefault(k => k.StartsWith(spec.Intent + ".", StringComparison.Ordinal) && !needed.Contains(k)) is { } unused)
        {
            throw new SkillDiscoveryException($"The reply '{unused}' is not listed in the spec of '{spec.Intent}'.");
        }
    }
}
