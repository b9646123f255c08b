using PmBot.Bot.Dialogs;
using PmBot.Bot.Media;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;

namespace PmBot.Bot.Cards;

/// <summary>Charts for cards; null where nothing serves them, or where there is nothing to draw.</summary>
public static class CardPictures
{
    /// <summary>A project's tasks by state.</summary>
    public static CardPicture? Status(ProjectStatus status, Turn turn) =>
        Picture(ChartKind.Status, status.Project.Id.Value, turn, charts => charts.Status(status, turn.Language));

    /// <summary>A sprint's work, day by day.</summary>
    public static CardPicture? Burndown(Burndown burndown, Turn turn) =>
        Picture(ChartKind.Burndown, burndown.Sprint.Id.Value, turn, charts => charts.Burndown(burndown, turn.Language));

    /// <summary>What a project's earlier sprints got done.</summary>
    public static CardPicture? Velocity(Velocity velocity, Turn turn) =>
        Picture(ChartKind.Velocity, velocity.Project.Id.Value, turn, charts => charts.Velocity(velocity, turn.Language));

    /// <summary>The line that leads to a picture where the text is all there is; null where only this machine could open it.</summary>
    public static string? Line(CardPicture? picture, Turn turn) =>
        picture is not null && !new Uri(picture.Address).IsLoopback ? turn.Text("chart.link", ("address", picture.Address)) : null;

    private static CardPicture? Picture(ChartKind kind, Guid subject, Turn turn, Func<ChartDrawings, Drawing?> draw) =>
        turn.Services.Charts.For(turn.Actor, kind, subject, turn.Language) is { } address && draw(turn.Services.Drawings) is { } drawing
            ? new CardPicture(address, drawing.Description)
            : null;
}
