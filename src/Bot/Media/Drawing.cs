using System.Runtime.InteropServices;

namespace PmBot.Bot.Media;

/// <summary>A picture before it is SVG or PNG: shapes in the order in which they are drawn.</summary>
/// <param name="Width">In logical pixels.</param>
/// <param name="Height">In logical pixels.</param>
/// <param name="Title">What it is.</param>
/// <param name="Description">What it shows, in words.</param>
/// <param name="Shapes">Coordinates from the top left corner, in logical pixels.</param>
public sealed record Drawing(int Width, int Height, string Title, string Description, IReadOnlyList<Shape> Shapes);

/// <summary>One thing that is drawn. A closed set.</summary>
/// <param name="Paint">Its colour.</param>
public abstract record Shape(Paint Paint)
{
    /// <summary>From 0, unseen, to 1.</summary>
    public double Opacity { get; init; } = 1;
}

/// <summary>A filled rectangle.</summary>
public sealed record Box(double X, double Y, double Width, double Height, double Radius, Paint Paint) : Shape(Paint);

/// <summary>A line through points.</summary>
/// <param name="Points">Where it goes.</param>
/// <param name="Width">Of the stroke.</param>
/// <param name="Paint">Its colour.</param>
/// <param name="Dashed">Drawn with gaps.</param>
public sealed record Line(IReadOnlyList<Dot> Points, double Width, Paint Paint, bool Dashed = false) : Shape(Paint);

/// <summary>A filled area, closed by itself.</summary>
public sealed record Area(IReadOnlyList<Dot> Points, Paint Paint) : Shape(Paint);

/// <summary>A filled circle.</summary>
public sealed record Disc(double X, double Y, double Radius, Paint Paint) : Shape(Paint);

/// <summary>A text on one line.</summary>
/// <param name="X">Where it starts, has its middle or ends, by <paramref name="Anchor"/>.</param>
/// <param name="Y">Its base line.</param>
/// <param name="Text">What it says.</param>
/// <param name="Size">In logical pixels.</param>
/// <param name="Paint">Its colour.</param>
/// <param name="Anchor">Which part of it is at the point.</param>
/// <param name="Bold">Whether it is heavy.</param>
public sealed record Label(double X, double Y, string Text, double Size, Paint Paint, Anchor Anchor = Anchor.Start, bool Bold = false) : Shape(Paint);

/// <summary>A point.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Dot(double X, double Y);

/// <summary>Which part of a text is at its point.</summary>
public enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>What a colour is for; a <see cref="Palette"/> says which it is.</summary>
public enum Paint
{
    Background,
    Border,
    Text,
    Muted,
    Grid,
    Accent,
    Todo,
    InProgress,
    InReview,
    Blocked,
    Done,
}
