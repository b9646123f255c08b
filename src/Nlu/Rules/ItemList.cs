namespace PmBot.Nlu.Rules;

/// <summary>The items below a header, where each stands, and what they add to its score.</summary>
internal sealed class ItemList
{
    // Several behind a colon are a list, whatever else the verb could dictate ("note: ...").
    private const float SeveralBonus = 6.5f;

    public List<(int From, int To, Reading? Reading)> Items { get; } = [];

    public float Score => Items.Sum(i => i.Reading?.Score ?? 0) + (Items.Count > 1 ? SeveralBonus : 0);
}
