namespace PmBot.Nlu.Entities;

/// <summary>About <see cref="EntityType"/>.</summary>
internal static class EntityTypes
{
    /// <summary>How many there are; tables by type are this long. The last member of the enumeration stands here.</summary>
    public const int Count = (int)EntityType.Sprint + 1;
}
