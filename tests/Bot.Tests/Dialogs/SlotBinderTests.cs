using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;

namespace PmBot.Bot.Tests.Dialogs;

public sealed class SlotBinderTests
{
    private static readonly SkillSpec Spec = new("rename") { Slots = [Ask.Text("title"), Ask.Person("new_owner")] };

    [Fact]
    public void A_record_binds_by_the_snake_case_of_its_parameters()
    {
        var title = new TextSlot("Filtro");
        new SlotBinder<Whole>(Spec).Bind(new Dictionary<string, SlotValue> { ["title"] = title }).ShouldBe(new Whole(title, null));
    }

    [Fact]
    public void A_slot_that_nothing_takes_is_named() =>
        Should.Throw<SkillDiscoveryException>(() => new SlotBinder<TitleOnly>(Spec)).Message.ShouldContain("'new_owner'");

    [Fact]
    public void A_parameter_without_a_slot_is_named() =>
        Should.Throw<SkillDiscoveryException>(() => new SlotBinder<More>(Spec)).Message.ShouldContain("'due_date'");

    [Fact]
    public void A_parameter_that_is_no_slot_value_is_named() =>
        Should.Throw<SkillDiscoveryException>(() => new SlotBinder<Plain>(Spec)).Message.ShouldContain("'title'");

    private sealed record Whole(TextSlot Title, PersonSlot? NewOwner);

    private sealed record TitleOnly(TextSlot Title);

    private sealed record More(TextSlot Title, PersonSlot? NewOwner, DateSlot? DueDate);

    private sealed record Plain(string Title, PersonSlot? NewOwner);
}
