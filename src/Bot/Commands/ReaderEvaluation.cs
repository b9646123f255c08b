using PmBot.Bot.Dialogs;
using PmBot.Nlu;
using PmBot.Nlu.Models;
using PmBot.Nlu.Training;

namespace PmBot.Bot.Commands;

/// <summary>Judges the whole reader (rules, names, dates and a model) on annotated sentences, in a workspace that has the people, projects and environments they name.</summary>
internal static class ReaderEvaluation
{
    private static readonly DateTime Now = new(2026, 3, 3, 9, 30, 0, DateTimeKind.Unspecified);

    /// <summary>Reads and compares.</summary>
    /// <param name="skills">Whose rules are used.</param>
    /// <param name="model">The model; null for the rules alone.</param>
    /// <param name="sentences">What is right.</param>
    /// <param name="language">Decides messages of no clear language.</param>
    public static ReaderScores Judge(SkillCatalog skills, TrainedModel? model, IReadOnlyList<LabelledSentence> sentences, string language)
    {
        var context = new NluContext { Now = Now, Lexicon = Names(sentences), LanguageHint = language };
        return ReaderScores.Of(NaturalLanguage.Create(skills.Patterns, model), sentences, context);
    }

    private static Lexicon Names(IReadOnlyList<LabelledSentence> sentences) => new(
        [.. sentences
            .SelectMany(s => s.Entities.Select(e => (Type: TypeOf(e.Type), Name: s.Text[e.Start..e.End].TrimStart('@'))))
            .Where(n => n.Type is not null && n.Name[0] != '<' && n.Name.ToUpperInvariant() is not ("ME" or "MÍ" or "MI" or "YO" or "MYSELF"))
            .DistinctBy(n => (n.Type, n.Name.ToUpperInvariant()))
            .Select(n => new LexiconEntry(n.Type!.Value, n.Name, [n.Name], []))]);

    private static EntityType? TypeOf(string slot) => slot switch
    {
        "assignee" or "member" => EntityType.Person,
        "project" => EntityType.Project,
        "environment" => EntityType.Environment,
        _ => null,
    };
}
