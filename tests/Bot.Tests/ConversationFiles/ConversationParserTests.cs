using PmBot.Bot.ConversationFiles;

namespace PmBot.Bot.Tests.ConversationFiles;

public sealed class ConversationParserTests
{
    [Fact]
    public void Parser_reads_the_example_of_the_design()
    {
        var file = Read("""
            # Fecha corregida y responsable
            workspace: andes.yml
            now: 2026-03-03T09:30-05:00
            channel: slack:#equipo

            # una nota
            camila> nueva tarea en catálogo: revisar precios de invierno
            bot~ precios de invierno
            camila> que sea para pasado mañana y la hace Diego
            wait 11m
            expect task "revisar precios de invierno": project=Catálogo, assignee=diego, due=2026-03-05, status=todo
            expect tasks created: 1
            expect task 7: unchanged
            expect deployment "Catálogo" production: status=pending_approval
            expect no reply contains: s3cr3t
            """);

        file.Title.ShouldBe("Fecha corregida y responsable");
        file.Workspace.ShouldBe(new WorkspaceSetting(2, "andes.yml"));
        file.StartsAt.ShouldBe(new DateTimeOffset(2026, 3, 3, 9, 30, 0, TimeSpan.FromHours(-5)));
        file.Steps.Select(step => (step.Line, step.GetType().Name)).ShouldBe(
        [
            (3, nameof(ClockStep)), (4, nameof(ChannelStep)), (7, nameof(SayStep)), (8, nameof(ReplyStep)), (9, nameof(SayStep)), (10, nameof(WaitStep)),
            (11, nameof(ExpectStep)), (12, nameof(ExpectStep)), (13, nameof(ExpectStep)), (14, nameof(ExpectStep)), (15, nameof(ExpectStep)),
        ]);
        file.Steps[1].ShouldBe(new ChannelStep(4, new ChannelPlace(ChatPlatform.Slack, "#equipo")));
        file.Steps[2].ShouldBe(new SayStep(7, "camila", null, 1, "nueva tarea en catálogo: revisar precios de invierno"));
        file.Steps[5].ShouldBe(new WaitStep(10, TimeSpan.FromMinutes(11)));
    }

    [Theory]
    [InlineData("camila> hola", "camila", 1, null, "hola")]
    [InlineData("camila>hola", "camila", 1, null, "hola")]
    [InlineData("ana.gomez x3> crea la tarea > probar", "ana.gomez", 3, null, "crea la tarea > probar")]
    [InlineData("camila@web> hola", "camila", 1, "web", "hola")]
    [InlineData("camila@slack:#equipo x2> hola", "camila", 2, "slack:#equipo", "hola")]
    [InlineData("camila@discord:DM> hola", "camila", 1, "discord:DM", "hola")]
    [InlineData("camila> uno\\ndos", "camila", 1, null, "uno\ndos")]
    [InlineData("camila> #7 (la de ayer)", "camila", 1, null, "#7 (la de ayer)")]
    [InlineData("camila> [urgente] revisar", "camila", 1, null, "[urgente] revisar")]
    [InlineData("botero> hola", "botero", 1, null, "hola")]
    [InlineData("josé> hola", "josé", 1, null, "hola")]
    public void Parser_reads_messages(string line, string user, int deliveries, string? place, string text)
    {
        var step = Read(line).Steps.ShouldHaveSingleItem().ShouldBeOfType<SayStep>();

        step.ShouldBe(new SayStep(1, user, place is null ? null : ChannelPlace.Parse(place), deliveries, text));
    }

    [Theory]
    [InlineData("camila> [Sí]", "Sí", 1)]
    [InlineData("camila x3> [ Sí, borrar ]", "Sí, borrar", 3)]
    public void Parser_reads_pressed_buttons(string line, string button, int deliveries) =>
        Read(line).Steps.ShouldHaveSingleItem().ShouldBe(new PressStep(1, "camila", null, deliveries, button));

    [Theory]
    [InlineData("slack:#equipo", ChatPlatform.Slack, "#equipo")]
    [InlineData("slack:DM", ChatPlatform.Slack, null)]
    [InlineData("slack", ChatPlatform.Slack, null)]
    [InlineData("Discord:dm", ChatPlatform.Discord, null)]
    [InlineData("discord:#x", ChatPlatform.Discord, "#x")]
    [InlineData("teams:personal", ChatPlatform.Teams, null)]
    [InlineData("teams:channel", ChatPlatform.Teams, "channel")]
    [InlineData("teams:group", ChatPlatform.Teams, "group")]
    [InlineData("web", ChatPlatform.Web, null)]
    [InlineData("terminal", ChatPlatform.Terminal, null)]
    public void Parser_reads_channels(string text, ChatPlatform platform, string? room) =>
        Read($"channel: {text}\ncamila> hola").Steps[0].ShouldBe(new ChannelStep(1, new ChannelPlace(platform, room)));

    [Theory]
    [InlineData("wait 30s", 30)]
    [InlineData("wait 11m", 660)]
    [InlineData("wait 2h", 7_200)]
    [InlineData("wait 3d", 259_200)]
    [InlineData("wait 1h30m", 5_400)]
    public void Parser_reads_waits(string line, int seconds) =>
        Read($"{line}\ncamila> hola").Steps[0].ShouldBe(new WaitStep(1, TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Parser_reads_what_the_bot_should_say()
    {
        var steps = Read("camila> hola\nbot: uno\\ndos\nbot~ Hecho (sí)\nbot/ ^#\\d+ .*$\nbot?\nbot? fecha").Steps.OfType<ReplyStep>().Select(step => step.Match).ToList();

        steps[0].ShouldBe(new ReplyMatch.Exact("uno\ndos"));
        steps[1].ShouldBe(new ReplyMatch.Containing("Hecho (sí)"));
        steps[2].ShouldBeOfType<ReplyMatch.Pattern>().Expression.ShouldBe("^#\\d+ .*$");
        steps[3].ShouldBe(new ReplyMatch.Question(null));
        steps[4].ShouldBe(new ReplyMatch.Question("fecha"));
    }

    [Fact]
    public void Parser_takes_the_file_name_where_there_is_no_title()
    {
        ConversationParser.Parse("x/crear-tarea.txt", "camila> hola\n# nota").Value.Title.ShouldBe("crear-tarea");
        ConversationParser.Parse("x/crear-tarea.txt", "\n# nota\ncamila> hola").Value.Title.ShouldBe("crear-tarea");
    }

    [Fact]
    public void Parser_takes_windows_line_ends_and_a_byte_order_mark()
    {
        var file = Read("\uFEFF# Título\r\n\r\ncamila> hola\r\nbot~ hola\r\n");

        file.Title.ShouldBe("Título");
        file.Steps.Select(step => step.Line).ShouldBe([3, 4]);
    }

    [Fact]
    public void Parser_takes_none_for_an_empty_database() => Read("workspace: none\ncamila> hola").Workspace.ShouldBeNull();

    [Theory]
    [InlineData("camila> hola\nbots~ hola", 2, "no directive")]
    [InlineData("camila> hola\nhola", 2, "no directive")]
    [InlineData("camila> hola\nsleep 3m", 2, "no directive")]
    [InlineData("bot> hola", 1, "bot:")]
    [InlineData("camila> ", 1, "says nothing")]
    [InlineData("camila x0> hola", 1, "x1 to x100")]
    [InlineData("camila x101> hola", 1, "x1 to x100")]
    [InlineData("camila@irc> hola", 1, "no channel \"irc\"")]
    [InlineData("channel: slack:equipo\ncamila> hola", 1, "no channel")]
    [InlineData("channel: slack:#\ncamila> hola", 1, "no channel")]
    [InlineData("channel: slack:#equipo   (un canal)\ncamila> hola", 1, "no channel")]
    [InlineData("channel: web:x\ncamila> hola", 1, "no channel")]
    [InlineData("now: 2026-03-03T09:30\ncamila> hola", 1, "offset")]
    [InlineData("now: ayer\ncamila> hola", 1, "no moment")]
    [InlineData("wait 11\ncamila> hola", 1, "no time to wait")]
    [InlineData("wait 999999d\ncamila> hola", 1, "longest wait")]
    [InlineData("workspace:\ncamila> hola", 1, "wants a file")]
    [InlineData("workspace: a.yml\nworkspace: b.yml\ncamila> hola", 2, "set already")]
    [InlineData("camila> hola\nworkspace: a.yml", 2, "before the first message")]
    [InlineData("bot~ hola\ncamila> hola", 1, "nobody has said")]
    [InlineData("expect nothing changed\ncamila> hola", 1, "nobody has said")]
    [InlineData("camila> hola\nbot~", 2, "wants a text")]
    [InlineData("camila> hola\nbot/ (", 2, "no regular expression")]
    [InlineData("# nada\n", 0, "nobody says anything")]
    [InlineData("", 0, "nobody says anything")]
    public void Parser_names_the_line_that_is_wrong(string text, int line, string message)
    {
        var mistake = Mistakes(text).ShouldHaveSingleItem();

        mistake.Line.ShouldBe(line);
        mistake.Message.ShouldContain(message);
    }

    [Fact]
    public void Parser_names_every_line_that_is_wrong() =>
        Mistakes("camila> hola\nwhat\nbot~ hola\nwait x\nexpect task").Select(mistake => mistake.Line).ShouldBe([2, 4, 5]);

    internal static ConversationFile Read(string text) => ConversationParser.Parse("x/file.txt", text).Value;

    internal static IReadOnlyList<ConversationMistake> Mistakes(string text) =>
        ConversationParser.Parse("x/file.txt", text).Error.ShouldBeOfType<ConversationInvalid>().Mistakes;
}
