using PmBot.ProjectCore.Operations;

namespace PmBot.Bot.Skills.WhatChanged;

/// <summary>Puts changes together by thing and, within it, by person.</summary>
internal static class ChangeStory
{
    /// <summary>The things that were touched, the last touched first; what one person changed of one is told as one.</summary>
    /// <param name="newestFirst">As the audit gives them.</param>
    public static IReadOnlyList<ThingStory> Of(IReadOnlyList<ChangeRecord> newestFirst)
    {
        var stories = new Dictionary<Guid, ThingStory>();
        foreach (var record in newestFirst.Reverse())
        {
            foreach (var subject in record.Subjects)
            {
                // A comment is told with its task.
                var thing = subject is CommentView comment ? comment.Task.Value : subject.Subject.Id;
                var story = stories.GetValueOrDefault(thing) ?? new ThingStory(subject);
                stories.Remove(thing);
                stories[thing] = story with { Thing = subject is CommentView && story.Thing is not CommentView ? story.Thing : subject };
                story.Add(record, subject);
            }
        }

        return [.. stories.Values.Where(s => s.Parts.Count > 0).Reverse()];
    }

    /// <summary>What was done, by the end of its reply key.</summary>
    public static string Kind(string operation, SubjectView subject) => operation switch
    {
        _ when subject is CommentView => subject.Deleted ? "deleted" : "commented",
        _ when operation.StartsWith("create_", StringComparison.Ordinal) => "created",
        _ when operation.StartsWith("restore_", StringComparison.Ordinal) => "restored",
        "archive_project" => "archived",
        "unarchive_project" => "unarchived",
        "add_environment" => "created",
        _ when subject is MemberView member => member.Deleted ? "removed" : member.Changes.Any(c => c.From is not null) ? "changed" : "added",
        _ when subject.Deleted => "deleted",
        _ when subject.Changes.Count > 0 => "changed",
        _ => "other",
    };
}

/// <summary>A thing and what was done to it.</summary>
/// <param name="Thing">As it was left last.</param>
internal sealed record ThingStory(SubjectView Thing)
{
    /// <summary>By person, in order.</summary>
    public List<StoryPart> Parts { get; } = [];

    /// <summary>Adds a deed; changes of the same person join those before.</summary>
    public void Add(ChangeRecord record, SubjectView subject)
    {
        var kind = ChangeStory.Kind(record.Operation, subject);
        var at = Parts.FindLastIndex(p => p.By.Id == record.By.Id && p.Kind == kind);
        if (kind != "changed" || at < 0)
        {
            Parts.Add(new StoryPart(record.By, kind, subject, subject.Changes));
            return;
        }

        Parts[at] = Parts[at] with { Subject = subject, Changes = Joined(Parts[at].Changes, subject.Changes) };
        if (Parts[at].Changes.Count == 0)
        {
            Parts.RemoveAt(at);
        }
    }

    // "Por hacer → en curso" and "en curso → hecha" are "por hacer → hecha"; there and back is nothing.
    private static List<FieldChange> Joined(IReadOnlyList<FieldChange> before, IReadOnlyList<FieldChange> after)
    {
        var joined = before.ToList();
        foreach (var change in after)
        {
            var at = joined.FindIndex(c => c.Field == change.Field);
            if (at < 0)
            {
                joined.Add(change);
            }
            else
            {
                joined[at] = joined[at] with { To = change.To };
            }
        }

        return [.. joined.Where(c => !string.Equals(c.From, c.To, StringComparison.Ordinal))];
    }
}

/// <summary>What one person did to a thing.</summary>
internal sealed record StoryPart(PersonRef By, string Kind, SubjectView Subject, IReadOnlyList<FieldChange> Changes);
