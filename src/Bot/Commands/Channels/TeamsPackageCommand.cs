using System.CommandLine;
using System.Reflection;
using PmBot.Bot.Channels;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Hosting;
using PmBot.Bot.Media;

namespace PmBot.Bot.Commands.Channels;

/// <summary><c>channels teams-package</c>: the app package that is uploaded to Teams.</summary>
internal sealed class TeamsPackageCommand : IChannelCommand
{
    /// <inheritdoc/>
    public Command Create()
    {
        var file = new Option<FileInfo>("--out") { Description = "The zip file to write.", Required = true };
        var version = new Option<string>("--version") { Description = "The version of the package; raise it when you upload it again.", DefaultValueFactory = _ => "1.0.0" };
        var command = new Command("teams-package", "Write the app package for Teams: manifest, icons and both languages.") { file, version };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(file)!, parsed.GetValue(version)!, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, string version, CancellationToken cancellationToken)
    {
        var configuration = ChannelSettings.Read();
        var wrong = new List<string>();
        if (!Guid.TryParse(configuration["MicrosoftAppId"], out var app)) wrong.Add("MicrosoftAppId is missing: it is the application id of the bot's registration, such as 00000000-0000-0000-0000-000000000000.");
        if (!Uri.TryCreate(configuration[PublicAddress.Key], UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
            wrong.Add($"{PublicAddress.Key} is missing or is no https address: Teams shows it as the app's website, and links to tasks begin with it.");
        if (!TeamsPackage.IsVersion(version)) wrong.Add($"--version: '{version}' is no version such as 1.0.0.");
        if (wrong.Count > 0) throw new SettingsException(string.Join('\n', wrong));

        var replies = SkillCatalog.Discover(Assembly.GetExecutingAssembly()).Replies;
        var package = TeamsPackage.Write(app, address!, version, replies);
        await File.WriteAllBytesAsync(file.FullName, package, cancellationToken);
        await Console.Error.WriteLineAsync($"Wrote {file.Name}. In Teams: Apps, Manage your apps, Upload an app.");
        return ExitCodes.Ok;
    }
}
