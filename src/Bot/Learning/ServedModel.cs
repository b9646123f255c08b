using System.Collections.Concurrent;
using System.Security.Cryptography;
using PmBot.Bot.Hosting;
using PmBot.Nlu;
using PmBot.Nlu.Models;

namespace PmBot.Bot.Learning;

/// <summary>A reader with one model's file, loaded once for all hosts of a process.</summary>
/// <param name="Name">The file's name and the beginning of its hash, so that a model trained anew counts apart; empty without a model.</param>
/// <param name="Reader">The rules, and the model where they do not reach.</param>
internal sealed record ServedModel(string Name, INaturalLanguage Reader)
{
    private const int HashDigits = 8;
    private static readonly ConcurrentDictionary<string, Lazy<ServedModel>> Loaded = new(StringComparer.Ordinal);

    /// <summary>The reader with the model of a file; a file that is missing leaves the rules alone.</summary>
    /// <exception cref="SettingsException">The file is damaged or of another version.</exception>
    public static ServedModel Of(string path, Func<IReadOnlyList<PatternFile>> patterns) =>
        Loaded.GetOrAdd(Path.GetFullPath(path), file => new Lazy<ServedModel>(() => Load(file, patterns()))).Value;

    private static ServedModel Load(string file, IReadOnlyList<PatternFile> patterns)
    {
        if (!File.Exists(file))
        {
            return new ServedModel("", NaturalLanguage.Create(patterns));
        }

        var name = Path.GetFileName(file);
        var bytes = File.ReadAllBytes(file);
        try
        {
            using var stream = new MemoryStream(bytes);
            var model = TrainedModel.Load(stream);
            return new ServedModel($"{name}@{Convert.ToHexStringLower(SHA256.HashData(bytes))[..HashDigits]}", NaturalLanguage.Create(patterns, model, name));
        }
        catch (InvalidDataException e)
        {
            throw new SettingsException($"{file}: {e.Message}", e);
        }
    }
}
