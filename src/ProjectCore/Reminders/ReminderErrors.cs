namespace PmBot.ProjectCore.Reminders;

/// <summary>There is no such reminder, or it is somebody else's.</summary>
public sealed record ReminderNotFound() : Error("reminder_not_found");

/// <summary>The moment is over.</summary>
public sealed record MomentPast() : Error("moment_past");
