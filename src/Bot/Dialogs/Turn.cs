using System.Globalization;
using System.Runtime.CompilerServices;
using PmBot.Bot.Proactive;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Absences;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Standups;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Dialogs;

/// <summary>One message of one person: who, where, when, what is remembered, and what is said back.</summary>
/// <remarks>Not thread safe; lives for one turn.</remarks>
public sealed class Turn
{
    // A lexicon costs more than a turn; it is made once for each directory and goes with it.
    private static readonly ConditionalWeakTable<WorkspaceDirectory, Lexicon> Lexicons = [];

    private readonly List<Reply> _said = [];
    private int _operations;
    private string? _heard;
    private (string? Talk, string Turn)? _before;

    // From here on the words of a message tell its language; those of an answer tell it with less certainty, as it may be one word of many.
    private const double ClearRequest = 0.45;
    private const double ClearAnswer = 0.6;

    /// <param name="services">What skills read and change through.</param>
    /// <param name="actor">Who speaks, through what.</param>
    /// <param name="directory">The workspace.</param>
    /// <param name="state">What is remembered of this conversation.</param>
    /// <param name="message">The message: its moment and its key.</param>
    public Turn(TurnServices services, Actor actor, WorkspaceDirectory directory, ConversationState state, MessageStamp message)
    {
        Services = services;
        Actor = actor;
        Directory = directory;
        State = state;
        Message = message;
        Person = directory.User(actor.User) ?? throw new ArgumentException("The actor is not in the directory.", nameof(actor));
        Language = state.PinnedLanguage ?? state.Language ?? Person.Language ?? directory.Workspace.Language;
        Now = Zones.Local(UtcNow, Person.Timezone ?? directory.Workspace.Timezone);
    }

    /// <summary>What skills read and change through.</summary>
    public TurnServices Services { get; }

    /// <summary>Who speaks, through what.</summary>
    public Actor Actor { get; }

    /// <summary>Who speaks.</summary>
    public DirectoryUser Person { get; private set; }

    /// <summary>The workspace's people and projects.</summary>
    public WorkspaceDirectory Directory { get; private set; }

    /// <summary>Where this is said, or null where it cannot be written to later.</summary>
    public ConversationPlace? Place { get; init; }

    /// <summary>What is remembered.</summary>
    public ConversationState State { get; }

    /// <summary>The moment.</summary>
    public DateTimeOffset UtcNow => Message.UtcNow;

    /// <summary>The moment on the person's wall clock.</summary>
    public DateTime Now { get; }

    /// <summary>The day where the person is.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now);

    /// <summary>A moment on the person's wall clock.</summary>
    public DateTime Local(DateTimeOffset moment) => Zones.Local(moment, Person.Timezone ?? Directory.Workspace.Timezone);

    /// <summary>The first moment of a day where the person is.</summary>
    public DateTimeOffset StartOf(DateOnly day) => Zones.Moment(day.ToDateTime(TimeOnly.MinValue), Person.Timezone ?? Directory.Workspace.Timezone);

    /// <summary>Names this message; the keys of its operations begin with it.</summary>
    public string Key => Message.Key;

    /// <summary>What all runs of this turn share.</summary>
    internal MessageStamp Message { get; }

    /// <summary>An operation was begun: whether or not it is heard what became of it, it may have been done.</summary>
    public bool HasActed => _operations > 0;

    /// <summary>The language to answer in.</summary>
    public string Language { get; set; }

    /// <summary>What was said back so far.</summary>
    public IReadOnlyList<Reply> Said => _said;

    /// <summary>The projects that the person sees.</summary>
    public IReadOnlyList<DirectoryProject> Projects => Directory.VisibleProjects(Actor.User);

    /// <summary>The projects that the person sees and that were put away.</summary>
    public IReadOnlyList<DirectoryProject> ArchivedProjects => [.. Directory.VisibleProjects(Actor.User, includeArchived: true).Where(p => p.Archived)];

    /// <summary>The project that goes without saying: spoken of, the person's own, or the only one.</summary>
    public ProjectSlot? CurrentProject
    {
        get
        {
            if (State.Focus.Project is { } focus && FindProject(focus.Id.ToString()) is { Archived: false } spoken)
            {
                return new ProjectSlot(spoken.Id.Value, spoken.Name);
            }

            if (Person.DefaultProject is { } id && FindProject(id.ToString()) is { Archived: false } own)
            {
                return new ProjectSlot(own.Id.Value, own.Name);
            }

            return Projects is [var only] ? new ProjectSlot(only.Id.Value, only.Name) : null;
        }
    }

    /// <summary>What the NLU may know for this turn.</summary>
    public NluContext NluContext(EntityType? expected) => new()
    {
        Now = Now,
        Lexicon = Lexicons.GetValue(Directory, LexiconBuilder.Build),
        LanguageHint = State.Language ?? Language,
        Expected = expected,
        Speaker = Actor.User.Value,
    };

    /// <summary>Settles the language to answer in from what was heard.</summary>
    public void Hear(Understanding heard)
    {
        _heard = heard.Text;
        Heard = heard;
        _before = (State.Language, Language);
        if (heard.LanguageConfidence >= (State.Top is null ? ClearRequest : ClearAnswer))
        {
            State.Language = heard.Language;
        }

        Language = State.PinnedLanguage ?? State.Language ?? Language;
    }

    /// <summary>What was heard is written down as it is, a title or a comment: its language is not that of the talk.</summary>
    public void KeepLanguage() => (State.Language, Language) = _before ?? (State.Language, Language);

    /// <summary>The piece of the message that says this.</summary>
    internal string? WordsOf(Interpretation said) => _heard is { } text && said.Start >= 0 && said.End <= text.Length && said.Start < said.End ? text[said.Start..said.End] : _heard;

    /// <summary>A sentence in the person's language.</summary>
    public string Text(string key, params ReadOnlySpan<ReplyArgument> arguments) => Services.Replies.Say(Language, key, arguments);

    /// <summary>Whether there is such a sentence.</summary>
    public bool HasText(string key) => Services.Replies.Has(key);

    /// <summary>Says something.</summary>
    public void Say(Reply reply) => _said.Add(reply);

    /// <summary>Says something, with buttons for what is likely next.</summary>
    public void Say(string text, params IReadOnlyList<Button> buttons) => _said.Add(new Reply(text) { Buttons = buttons });

    /// <summary>Makes one message of what was said so far: what was done and what was not belongs together.</summary>
    /// <remarks>Of cards there is room for one: the last; what else was said stands below it. Two looks at something (a list and a project) remain two messages.</remarks>
    internal void SayAsOne()
    {
        SaidAlike.Merge(_said, this);
        var cards = _said.Where(r => r.Card is not null).ToList();
        if (_said.Count < 2 || (cards.Count > 1 && cards.Exists(r => r.Card is not Cards.TaskCard)))
        {
            return;
        }

        var shown = cards.Count > 0 ? cards[^1] : null;
        var whole = _said[^1] with
        {
            Text = string.Join("\n", _said.Select(r => r.Text)),
            Buttons = _said.FindLast(r => r.Buttons.Count > 0)?.Buttons ?? [],
            Card = shown?.Card is { } card ? card with { Notes = [.. card.Notes, .. _said.Where(r => !ReferenceEquals(r, shown)).Select(r => r.Text)] } : null,
        };
        _said.Clear();
        _said.Add(whole);
    }

    /// <summary>The person of an id as the lexicon gives it.</summary>
    public DirectoryUser? FindPerson(string id) => id == "$me" ? Person : Guid.TryParse(id, CultureInfo.InvariantCulture, out var guid) ? Directory.User(new UserId(guid)) : null;

    /// <summary>The project of an id as the lexicon gives it, if the person may know of it.</summary>
    public DirectoryProject? FindProject(string id) =>
        Guid.TryParse(id, CultureInfo.InvariantCulture, out var guid)
        && Directory.Project(new ProjectId(guid)) is { } project
        && Directory.RoleIn(project.Id, Actor.User) is not null
            ? project
            : null;

    /// <summary>The people who are likely meant: of the frame's project, or of any that the person sees; the speaker first.</summary>
    public IReadOnlyList<DirectoryUser> PeopleFor(DialogFrame? frame)
    {
        var project = frame?.Slots.GetValueOrDefault("project") as ProjectSlot ?? CurrentProject;
        var members = project is null ? null : Directory.Project(new ProjectId(project.Id))?.Members.Select(m => m.User).ToHashSet();
        return [.. Directory.Users.Where(u => u.IsActive && (members?.Contains(u.Id) ?? true)).OrderBy(u => u.Id == Actor.User ? 0 : 1)];
    }

    /// <summary>What the request that runs now is undone together with; null where it stands alone.</summary>
    internal Guid? Group { get; set; }

    /// <summary>What the request that runs now has done so far.</summary>
    internal OperationOutcome? LastOutcome { get; set; }

    /// <summary>The tasks that were made in this turn, in order: "the second" counts over them.</summary>
    internal List<TaskReference> Made { get; } = [];

    /// <summary>The requests that were begun in this turn, by their intents.</summary>
    internal List<string> Begun { get; } = [];

    /// <summary>What a yes alone asks for, because it was offered just before; null where nothing was.</summary>
    internal string? Offered { get; set; }

    /// <summary>What a yes to this turn's question takes, where several things are offered.</summary>
    internal string? Proposed { get; set; }

    /// <summary>The message as it was read.</summary>
    internal Understanding? Heard { get; private set; }

    /// <summary>Nothing was made of what was said: it was not understood, is nothing that the bot does, or a picture that asks for nothing.</summary>
    internal bool IsLost { get; set; }

    /// <summary>Others read along.</summary>
    public bool IsShared { get; init; }

    /// <summary>The chat account that is being spoken through, as it is stored.</summary>
    public ChatAddress? Account { get; init; }

    /// <summary>Runs an operation; its key makes a redelivered message act once.</summary>
    public Task<Result<OperationOutcome>> ExecuteAsync(Operation operation, Confirmation? confirmation, CancellationToken cancellationToken) =>
        ExecuteAsAsync(operation, Actor, confirmation, cancellationToken);

    /// <summary>Runs an operation as the person that the speaker has proved to be too.</summary>
    internal async Task<Result<OperationOutcome>> ExecuteAsAsync(Operation operation, Actor actor, Confirmation? confirmation, CancellationToken cancellationToken)
    {
        var request = new OperationRequest(operation, actor) { IdempotencyKey = NextOperationKey(), Confirmation = confirmation, Group = Group };
        var result = await Services.Pipeline.ExecuteAsync(request, cancellationToken);
        LastOutcome = result.Try(out var outcome, out _) ? outcome : LastOutcome;
        if (result.IsOk && !outcome!.Subjects.All(s => s is TaskView or CommentView or ReminderView or AbsenceView or NoticeSettingsView or ProjectChannelView or StandupView or StandupScheduleView))
        {
            await RefreshAsync(cancellationToken);
        }

        return result;
    }

    /// <summary>Takes back the person's last operation.</summary>
    public Task<Result<UndoOutcome>> UndoAsync(CancellationToken cancellationToken) => UndoAsync([], cancellationToken);

    /// <summary>Takes back the last operation of the person besides those that are passed over.</summary>
    public async Task<Result<UndoOutcome>> UndoAsync(IReadOnlyList<Guid> passed, CancellationToken cancellationToken)
    {
        var result = await Services.Pipeline.UndoAsync(Actor, passed, NextOperationKey(), cancellationToken);
        await RefreshAsync(cancellationToken);
        return result;
    }

    /// <summary>Does again what the person's last undo took back.</summary>
    public async Task<Result<RedoOutcome>> RedoAsync(Confirmation? confirmation, CancellationToken cancellationToken)
    {
        var result = await Services.Pipeline.RedoAsync(Actor, NextOperationKey(), confirmation, cancellationToken);
        await RefreshAsync(cancellationToken);
        return result;
    }

    /// <summary>The consent that the person gave to a frame, if it was asked for and given in this turn.</summary>
    public Confirmation? ConfirmationFor(DialogFrame frame) =>
        frame is { Confirmed: true, Confirmation: { } pending }
            ? new Confirmation(Actor.User, [.. pending.Subjects.Select(ToVersion)], pending.ExpiresAt)
            : null;

    /// <summary>Takes the newest directory, after this turn changed the workspace.</summary>
    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        Directory = await Services.Directories.GetAsync(Actor.Workspace, cancellationToken) ?? Directory;
        Person = Directory.User(Actor.User) ?? Person;
    }

    private static SubjectVersion ToVersion(ConfirmedSubject subject) =>
        WireName.TryParse<SubjectKind>(subject.Kind, out var kind)
            ? new SubjectVersion(kind, subject.Id, subject.Version)
            : throw new InvalidOperationException($"There is no subject kind '{subject.Kind}'.");

    /// <summary>The idempotency key of an operation of a message.</summary>
    /// <param name="message">The message's key.</param>
    /// <param name="number">How many operations of it came before.</param>
    internal static string OperationKey(string message, int number) => string.Create(CultureInfo.InvariantCulture, $"{message}#{number}");

    private string NextOperationKey() => OperationKey(Key, _operations++);
}
