using PmBot.Bot.Dialogs;
using PmBot.Nlu;

namespace PmBot.Bot.Tests.Support;

/// <summary>The reader without its trained model, for tests of what happens where nothing was understood: they must not depend on what a training makes of a sentence.</summary>
internal static class RulesOnly
{
    public static INaturalLanguage Reader { get; } = NaturalLanguage.Create(SkillCatalog.Discover(typeof(SkillCatalog).Assembly).Patterns);
}
