using FsCheck;
using FsCheck.Fluent;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Tests.Text;

public sealed class TextTests
{
    [Theory]
    [InlineData("Catálogo", "catalogo")]
    [InlineData("  ¿Qué   PASÓ,  señor?  ", "que paso senor")]
    [InlineData("e\u0301l", "el")]
    [InlineData("Straße ÆØÅ œuvre", "strasse aeoa oeuvre")]
    [InlineData("Łódź Čeština ğış żółć", "lodz cestina gis zolc")]
    [InlineData("東京 タスク", "東京 タスク")]
    [InlineData("v1.4.0", "v1 4 0")]
    [InlineData("!!!", "")]
    [InlineData("", "")]
    public void Folding_leaves_words_without_accents(string text, string folded) => Folding.Fold(text).ShouldBe(folded);

    [Fact]
    public void Folding_is_done_after_once() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll<string>(s => Folding.Fold(Folding.Fold(s ?? "")) == Folding.Fold(s ?? "")));

    [Fact]
    public void Shown_text_has_no_control_characters_and_is_clean_after_once() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll<string>(s =>
    {
        var clean = Folding.OneLine(s ?? "");
        return !clean.Any(char.IsControl) && clean == clean.Trim() && Folding.OneLine(clean) == clean && Folding.Lines(Folding.Lines(s ?? "")) == Folding.Lines(s ?? "");
    }));

    [Fact]
    public void Labels_are_normal_after_once() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll<string[]>(labels =>
    {
        var normal = TaskLabels.Normalise([.. (labels ?? []).Select(l => l ?? "")], []);
        return normal.SequenceEqual(TaskLabels.Normalise(normal, [])) && TextList.Split(TextList.Join(normal)).SequenceEqual(normal);
    }));

    [Theory]
    [InlineData("filtro", "filtro por color", 1)]
    [InlineData("fil", "filtro por color", 1)]
    [InlineData("color filtro", "filtro por color", 1)]
    [InlineData("por dinero", "filtro por color", 0)]
    [InlineData("pro", "filtro por color", 0)]
    public void Likeness_wants_every_word(string wanted, string there, double score) => Likeness.Of(wanted.Split(' '), there.Split(' ')).ShouldBe(score);

    [Theory]
    [InlineData("filtor", "filtro")]
    [InlineData("notificasiones", "notificaciones")]
    [InlineData("notificasion", "notificaciones")]
    [InlineData("talle", "talla")]
    public void Likeness_forgives_small_typos(string wanted, string there) => Likeness.Of([wanted], [there]).ShouldBeInRange(0.5, 0.99);

    [Theory]
    [InlineData("dieg", "diego")]
    [InlineData("succeded", "succeeded")]
    [InlineData("xyz", null)]
    public void The_nearest_name_is_offered(string wrong, string? near) => Likeness.Nearest(wrong, ["camila", "diego", "succeeded"]).ShouldBe(near);

    [Theory]
    [InlineData("Ana Gómez", "ana.gomez")]
    [InlineData("  ", "user")]
    [InlineData("東京", "user")]
    [InlineData("-.-", "user")]
    [InlineData("José_Luis!", "jose.luis")]
    public void Any_name_makes_a_username(string name, string username) => User.UsernameFrom(name).ShouldBe(username);

    [Fact]
    public void A_due_day_lasts_until_its_end_and_a_moment_until_it_is_past()
    {
        var day = new Due(new DateOnly(2026, 3, 9));
        day.IsBefore(new DateTime(2026, 3, 9, 23, 59, 59)).ShouldBeFalse();
        day.IsBefore(new DateTime(2026, 3, 10, 0, 0, 0)).ShouldBeTrue();
        var moment = day with { Time = new TimeOnly(15, 0) };
        moment.IsBefore(new DateTime(2026, 3, 9, 15, 0, 0)).ShouldBeFalse();
        moment.IsBefore(new DateTime(2026, 3, 9, 15, 0, 1)).ShouldBeTrue();
        moment.ToString().ShouldBe("2026-03-09T15:00");
        day.ToString().ShouldBe("2026-03-09");
    }
}
