using System.Reflection;
using PmBot.Bot.Replies;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>The files of the skill folders, embedded in the assembly under their paths.</summary>
internal sealed class FolderResources(Assembly assembly, string root)
{
    /// <summary>The reply files of a folder, one for each language.</summary>
    public static IEnumerable<ReplyFile> Replies(Assembly assembly, string folder, string prefix)
    {
        foreach (var language in ReplyCatalog.Languages)
        {
            var path = $"{folder}replies.{language}.json";
            var json = Read(assembly, path) ?? throw new SkillDiscoveryException($"{path} is missing.");
            yield return new ReplyFile(path, prefix, language, json);
        }
    }

    /// <summary>The pattern files of a skill's folder; a skill may have none in a language, when no rule is worth it.</summary>
    public IEnumerable<PatternFile> Patterns(string folder, string intent)
    {
        foreach (var language in ReplyCatalog.Languages)
        {
            var path = $"{root}{folder}/patterns.{language}.txt";
            if (Read(assembly, path) is { } content)
            {
                yield return new PatternFile(intent, language, path, content);
            }
        }
    }

    private static string? Read(Assembly assembly, string path)
    {
        using var stream = assembly.GetManifestResourceStream(path);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
