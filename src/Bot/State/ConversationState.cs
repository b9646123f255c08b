using System.Text.Json.Serialization;
using PmBot.Bot.Replies;

namespace PmBot.Bot.State;

/// <summary>What the bot remembers of one person's talk in one conversation.</summary>
/// <remarks>
/// Stored as JSON under <see cref="CurrentVersion"/>; an older version is migrated or dropped by <see cref="ConversationStates"/>.
/// Everything here may be lost at any time without harm to the workspace's data.
/// </remarks>
public sealed class ConversationState
{
    /// <summary>The shape of this class; raised with every change that older JSON does not fit.</summary>
    public const int CurrentVersion = 1;

    /// <summary>How many activities back a redelivery is recognised and answered with what was said.</summary>
    public const int RememberedTurns = 4;

    /// <summary>The shape it was stored with.</summary>
    public int Version { get; set; } = CurrentVersion;

    /// <summary>What is being talked about, the innermost last.</summary>
    public List<DialogFrame> Stack { get; set; } = [];

    /// <summary>What "it", "those" and "the second" mean.</summary>
    public Focus Focus { get; set; } = new();

    /// <summary>What was asked about and left lying; null where nothing was.</summary>
    public PutAside? Aside { get; set; }

    /// <summary>The one thing that was offered as a question and waits for no more than a yes, in the words that ask for it; null where none was.</summary>
    public string? Offer { get; set; }

    /// <summary>What was last done, so that it can be corrected.</summary>
    public Executed? LastDone { get; set; }

    /// <summary>Entries in the audit that could not be taken back, as the person was told: undone again, what came before them is.</summary>
    public List<Guid> KeptBack { get; set; } = [];

    /// <summary>How the last request was read, where the bot learns from corrections; else null.</summary>
    public ReadMessage? LastReading { get; set; }

    /// <summary>The language of the last message that had a clear one.</summary>
    public string? Language { get; set; }

    /// <summary>The language that the person asked for, if they did.</summary>
    public string? PinnedLanguage { get; set; }

    /// <summary>The last messages, oldest first; at most five.</summary>
    public List<string> RecentMessages { get; set; } = [];

    /// <summary>The last intents, oldest first; at most ten.</summary>
    public List<string> IntentHistory { get; set; } = [];

    /// <summary>Messages in a row that were not understood.</summary>
    public int Misunderstood { get; set; }

    /// <summary>The last turns with their replies, so that a redelivery changes nothing and says the same.</summary>
    public List<ProcessedTurn> Processed { get; set; } = [];

    /// <summary>The innermost dialog, or null when nothing is being asked.</summary>
    [JsonIgnore]
    public DialogFrame? Top => Stack is [.., var top] ? top : null;

    /// <summary>In a thread that began with a task, "it" is that task unless something else was just spoken of.</summary>
    /// <param name="thread">The thread that the conversation is in, if it is one.</param>
    /// <param name="since">What was done before this is no longer spoken of.</param>
    public void Enter(TalkThread? thread, DateTimeOffset since)
    {
        if (thread?.Task is { } task && Stack.Count == 0 && (LastDone is null || LastDone.At < since))
        {
            Focus.Tasks = [task];
        }
    }

    /// <summary>Remembers a message for context.</summary>
    public void Remember(string message)
    {
        RecentMessages.Add(message.Length <= 200 ? message : message[..200]);
        if (RecentMessages.Count > 5)
        {
            RecentMessages.RemoveAt(0);
        }
    }

    /// <summary>Remembers what was answered, so that a redelivery is answered the same.</summary>
    public void RememberTurn(ProcessedTurn turn)
    {
        Processed.Add(turn);
        if (Processed.Count > RememberedTurns)
        {
            Processed.RemoveAt(0);
        }
    }

    /// <summary>Remembers what was asked for.</summary>
    public void RememberIntent(string intent)
    {
        IntentHistory.Add(intent);
        if (IntentHistory.Count > 10)
        {
            IntentHistory.RemoveAt(0);
        }
    }
}

/// <summary>One request on its way: what it is, what is known of it, what is being asked.</summary>
public sealed class DialogFrame
{
    public required string Intent { get; set; }

    /// <summary>The piece of a message that asked for it, or null where nobody said it in words.</summary>
    public string? Words { get; set; }

    /// <summary>What is filled so far, by slot name.</summary>
    public Dictionary<string, SlotValue> Slots { get; set; } = new(StringComparer.Ordinal);

    /// <summary>It waits behind another of the same sentence.</summary>
    public bool Waiting { get; set; }

    /// <summary>The piece of the message to read when its turn comes, because it points at what comes before ("y asígnala a Ana"); else null.</summary>
    public string? Said { get; set; }

    /// <summary>What it is undone together with: the other requests of the same list; null where it stands alone.</summary>
    public Guid? Group { get; set; }

    /// <summary>How often it came back after an interruption without getting any further.</summary>
    public int Resumed { get; set; }

    /// <summary>It was said for something that does not exist: once the person turns to other things, it comes back once only.</summary>
    public bool IsLost { get; set; }

    /// <summary>Of whom it was asked whether they come into the project, because they have no place in it; that is asked once.</summary>
    public Guid? Newcomer { get; set; }

    /// <summary>The words for a task that fitted none, or several: one made under that name meanwhile is meant.</summary>
    public string? Sought { get; set; }

    /// <summary>Said, but not clear: asked about before anything else, by slot name.</summary>
    public Dictionary<string, PendingSlot> Pending { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Why the request ends before it begins, because there is nothing that it could be about; else null.</summary>
    public string? Nothing { get; set; }

    /// <summary>The slot being asked for, or null.</summary>
    public string? Asking { get; set; }

    /// <summary>The words of the question for <see cref="Asking"/>.</summary>
    public string? Question { get; set; }

    /// <summary>The slot last asked for. What was worth a question is not guessed from the context afterwards.</summary>
    public string? Asked { get; set; }

    /// <summary>What can be chosen for <see cref="Asking"/>, when there are only these.</summary>
    public List<SlotChoice> Choices { get; set; } = [];

    /// <summary>How often the question was answered with something that is no answer.</summary>
    public int Attempts { get; set; }

    /// <summary>Waiting for a yes, if it is.</summary>
    public PendingConfirmation? Confirmation { get; set; }

    /// <summary>The person said yes to <see cref="Confirmation"/> in this turn; never stored.</summary>
    [JsonIgnore]
    public bool Confirmed { get; set; }

    /// <summary>The question comes back once more, in a line; never stored.</summary>
    [JsonIgnore]
    public bool IsBrief { get; set; }

    /// <summary>Nothing is done without a yes: one was asked for before, however little is left of what was shown, or the bot itself thought of it.</summary>
    public bool NeedsYes { get; set; }

    /// <summary>The frame was started and then interrupted: it says so when it comes back.</summary>
    public bool Interrupted { get; set; }
}

/// <summary>A request whose question came back often enough: it is asked about no more, unless the person comes back to it.</summary>
/// <param name="Frames">The request, innermost last, above what waits for it.</param>
/// <param name="Until">After this it is forgotten.</param>
public sealed record PutAside(List<DialogFrame> Frames, DateTimeOffset Until)
{
    /// <summary>How many messages were heard since.</summary>
    public int Messages { get; set; }
}

/// <summary>One of the things to choose from.</summary>
/// <param name="Label">As shown and as it may be answered.</param>
/// <param name="Value">What it means.</param>
public sealed record SlotChoice(string Label, SlotValue Value);

/// <summary>A slot that was said but fits several things, or none.</summary>
/// <param name="Question">What to ask.</param>
/// <param name="Choices">What it can be; empty when nothing bears the name.</param>
public sealed record PendingSlot(string Question, List<SlotChoice> Choices)
{
    /// <summary>The words that fit several things, or none; null where they are not known.</summary>
    public string? Said { get; init; }

    /// <summary>What else could be said: other requests, offered as buttons.</summary>
    public List<string> Says { get; init; } = [];
}

/// <summary>A dangerous operation that waits for the same person's yes.</summary>
/// <param name="Id">Binds a button to this very question.</param>
/// <param name="Subjects">What exactly was shown, with versions.</param>
/// <param name="ExpiresAt">After this a yes counts for nothing.</param>
public sealed record PendingConfirmation(string Id, IReadOnlyList<ConfirmedSubject> Subjects, DateTimeOffset ExpiresAt);

/// <summary>A record that a confirmation names, at the version that was shown.</summary>
public sealed record ConfirmedSubject(string Kind, Guid Id, long Version);

/// <summary>A reminder that was told.</summary>
/// <param name="At">When.</param>
/// <param name="Task">The open task that it is about; null where it is of words alone.</param>
public sealed record RungReminder(DateTimeOffset At, TaskReference? Task);

/// <summary>What the conversation is about.</summary>
public sealed class Focus
{
    /// <summary>The tasks last spoken of.</summary>
    public List<TaskReference> Tasks
    {
        get;
        set
        {
            if (field is [var one] && value is not ([] or [_, _, ..]) && value[0].Id != one.Id)
            {
                Before = one;
            }

            // "Ver la 3 y la 4", "la 3 para el viernes": the other is the 4, until something else is spoken of.
            Other = value is [var single] && field.Count == 2 && field.Find(t => t.Id != single.Id) is { } second && field.Exists(t => t.Id == single.Id) ? second
                : value is [var same] && Other is { } kept && field is [var now] && now.Id == same.Id && kept.Id != same.Id ? kept
                : null;
            field = value;
        }
    }

    = [];

    /// <summary>The task that was spoken of before, where each was spoken of alone: "both" is that one and this.</summary>
    public TaskReference? Before { get; set; }

    /// <summary>Where two were spoken of, and then one of them: the other.</summary>
    public TaskReference? Other { get; set; }

    /// <summary>The list last shown, in its order.</summary>
    public List<TaskReference> List { get; set; } = [];

    /// <summary>Of the list last shown, what something was done about since.</summary>
    public List<Guid> Taken { get; set; } = [];

    /// <summary>Remembers a list that is being shown.</summary>
    public void Show(IEnumerable<TaskReference> list)
    {
        List = [.. list];
        Taken = [];
        Other = null;
    }

    /// <summary>Remembers that something was done about tasks.</summary>
    public void Take(IEnumerable<TaskReference> tasks) => Taken = [.. Taken.Union(tasks.Select(t => t.Id).Where(id => List.Exists(l => l.Id == id)))];

    /// <summary>"The rest": what of the list nothing was done about, or else what is not being spoken of.</summary>
    public IReadOnlyList<TaskReference> Remaining() =>
        [.. List.Where(l => Taken.Count > 0 ? !Taken.Contains(l.Id) : Tasks.Count == List.Count || !Tasks.Exists(t => t.Id == l.Id))];

    /// <summary>How to go on with the list last shown.</summary>
    public ListContinuation? More { get; set; }

    /// <summary>How to go back to the page before the one last shown.</summary>
    public ListContinuation? Back { get; set; }
    /// <summary>The reminder that was last told or spoken of, for "remind me of it again".</summary>
    public Guid? Reminder { get; set; }

    /// <summary>The reminder that was last told, until something else is answered; null where none was.</summary>
    public RungReminder? Rung { get; set; }

    /// <summary>The reminders last shown, in their order.</summary>
    public List<Guid> Reminders { get; set; } = [];

    /// <summary>The project last spoken of or switched to.</summary>
    public ProjectSlot? Project { get; set; }

    /// <summary>The sprint last made or changed, so that it can be corrected.</summary>
    public SprintSlot? Sprint { get; set; }

    /// <summary>When that sprint was made or changed last (UTC); null where none was.</summary>
    public DateTimeOffset? SprintAt { get; set; }
}

/// <summary>A list that has more: the skill, its slots and how much was shown.</summary>
public sealed record ListContinuation(string Intent, Dictionary<string, SlotValue> Slots, int Shown)
{
    /// <summary>The slot that says how many were shown already: set by "more", never said.</summary>
    public const string SkipSlot = "skip";
}

/// <summary>Something that was done and may be corrected or undone.</summary>
/// <param name="Intent">Which skill did it.</param>
/// <param name="Slots">With what.</param>
/// <param name="Tasks">On which tasks.</param>
/// <param name="At">When.</param>
public sealed record Executed(string Intent, Dictionary<string, SlotValue> Slots, List<TaskReference> Tasks, DateTimeOffset At)
{
    /// <summary>The operation that it was; null when nothing was changed.</summary>
    public string? Operation { get; init; }

    /// <summary>What the operation made or changed first.</summary>
    public Guid? Subject { get; init; }
}

/// <summary>A turn that was processed.</summary>
/// <param name="ActivityId">The channel's id of what came in.</param>
/// <param name="Replies">What was said.</param>
public sealed record ProcessedTurn(string ActivityId, List<Reply> Replies)
{
    /// <summary>The press that showed them to everybody; null while nobody else saw them.</summary>
    public string? SharedBy { get; set; }
}
