using System.Collections.ObjectModel;
using System.CommandLine;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Hosting;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Commands;

/// <summary><c>understand</c>: what each message of the input would do, as a line of JSON; nothing is done.</summary>
internal static class UnderstandCommand
{
    public static Command Create()
    {
        var workspace = new Option<FileInfo>("--workspace") { Description = "Names come from this workspace file." }.AcceptExistingOnly();
        var user = new Option<string?>("--user") { Description = "Who is speaking (a username)." };
        var channel = new Option<string>("--channel") { Description = "slack, discord, teams or web.", DefaultValueFactory = _ => "web" };
        channel.AcceptOnlyFromAmong("slack", "discord", "teams", "web");
        var now = new Option<string?>("--now") { Description = "The moment of the messages, ISO 8601." };
        var explain = new Option<bool>("--explain") { Description = "Also write what decided: rule or model, the words that count, what came near, and what would be asked." };
        var command = new Command("understand", "Read a message a line, write what it would do as a JSON line.") { workspace, user, channel, now, explain };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(workspace)?.FullName, parsed.GetValue(user), parsed.GetValue(channel)!, parsed.GetValue(now), parsed.GetValue(explain), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? workspace, string? user, string channel, string? now, bool explain, CancellationToken cancellationToken)
    {
        KeyValuePair<string, string?>[] settings = now is null ? [] : [new(ClockSetting.Key, now)];
        await using var host = await BotHost.StartAsync(workspace, settings, cancellationToken);
        var speaker = await SpeakerAsync(host.Services, user, channel, cancellationToken);
        if (speaker is null)
        {
            await Console.Error.WriteLineAsync($"pmbot: there is no user '{user}' in the workspace.");
            return ExitCodes.BadUsage;
        }

        var reader = ActivatorUtilities.CreateInstance<UnderstandingReader>(host.Services, speaker, new ReadingOptions(user is not null, explain));
        while (await Console.In.ReadLineAsync(cancellationToken) is { } line)
        {
            await Console.Out.WriteLineAsync(await reader.ReadAsync(line.Replace("\\n", "\n", StringComparison.Ordinal), cancellationToken));
        }

        return ExitCodes.Ok;
    }

    /// <summary>Who speaks: the named user, or anybody who may see everything; on an empty store somebody who is made up for it and forgotten.</summary>
    private static async Task<Speaker?> SpeakerAsync(IServiceProvider services, string? user, string channel, CancellationToken cancellationToken)
    {
        var directories = services.GetRequiredService<WorkspaceDirectories>();
        if (await services.GetRequiredService<IdentityQueries>().DefaultWorkspaceAsync(cancellationToken) is { } id
            && await directories.GetAsync(id, cancellationToken) is { } directory)
        {
            var named = user is null
                ? directory.Users.Where(u => u.IsActive).OrderByDescending(u => u.Role).FirstOrDefault()
                : directory.User(user);
            return named is null ? null : new Speaker(new Actor(id, named.Id, channel), directory);
        }

        return Nobody(user ?? "me", channel);
    }

    private static Speaker Nobody(string username, string channel)
    {
        var workspace = WorkspaceId.New();
        var person = new DirectoryUser(UserId.New(), username, username, null, null, null, WorkspaceRole.Admin, IsActive: true, null, []);
        var directory = new WorkspaceDirectory(new DirectoryWorkspace(workspace, "", "UTC", "es", [], ReadOnlyDictionary<string, string>.Empty, 0), [person], []);
        return new Speaker(new Actor(workspace, person.Id, channel), directory);
    }
}
