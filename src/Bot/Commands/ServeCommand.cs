using System.CommandLine;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PmBot.Adapters.BotFramework;
using PmBot.Adapters.DirectLine;
using PmBot.Bot.Channels;
using PmBot.Bot.Channels.Discord;
using PmBot.Adapters.Slack;
using PmBot.Bot.Channels.Slack;
using PmBot.Bot.Hosting;
using PmBot.Bot.Jobs;
using PmBot.Bot.Media;
using PmBot.Bot.Queues;
using PmBot.Bot.State;
using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Commands;

/// <summary><c>serve</c>: the service, on http://localhost:3978 unless ASPNETCORE_URLS says otherwise.</summary>
internal static class ServeCommand
{
    public const string DefaultUrl = "http://localhost:3978";

    /// <summary>How long turns in flight may take when it is told to stop.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(20);

    public static Command Create()
    {
        var command = new Command("serve", "Run the service (default): web chat at /, Bot Framework at /api/messages, Direct Line at /v3/directline.");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // The NLU and the storage do not need each other: on two cores both are ready in the time of the slower.
        var warm = Task.Run(BotServices.WarmUp, cancellationToken);
        await using var app = Build([]);
        await StartAsync(app, cancellationToken);
        await warm;
        await Console.Error.WriteLineAsync($"PmBot is ready on {string.Join(", ", app.Urls)} (Ctrl-C stops it)");
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Ok;
    }

    private static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            // What had begun is told to stop: merely disposed of, it would complain beside the reason for which the start failed.
            await app.StopAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>The application, not started.</summary>
    /// <param name="args">Settings as <c>--Key=Value</c>, for tests.</param>
    /// <param name="time">The clock whose timers run, for tests; else the system's.</param>
    /// <exception cref="SettingsException">Settings are wrong, one line each.</exception>
    public static WebApplication Build(string[] args, TimeProvider? time = null)
    {
        // Settings are read once. Watching the folder for changes would wake up with every write to a database in it.
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        BotLogging.Configure(builder.Logging);
        var wrong = KnownSettings.Check(builder.Configuration);
        if (wrong.Count > 0)
        {
            throw new SettingsException(string.Join('\n', wrong));
        }

        BotServices.LoadNamedModels(builder.Configuration);
        if (builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddSingleton(services => new PublicAddress(
            builder.Configuration[PublicAddress.Key], () => services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? []));
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<DirectLineOptions>>().Value.SigningKey is { } key ? ChartKey.From(key) : ChartKey.New());
        if (time is not null) builder.Services.AddSingleton(ClockSetting.Read(builder.Configuration, time)).AddSingleton(new DeliveryClock(time));
        builder.Services.AddPmBot(builder.Configuration);
        builder.Services.AddHostedService<StorageStartup>();
        builder.Services.AddClockwork(builder.Configuration.GetConnectionString("Postgres"));
        builder.Services.AddDeliveryWorkers();
        // Before the channels, so that it is stopped after their last words.
        builder.Services.AddWebTranscripts();
        builder.Services.AddBotFramework(builder.Configuration);
        builder.Services.AddDirectLine(builder.Configuration);
        builder.Services.AddDiscordChannel(builder.Configuration);
        builder.Services.AddSlackChannel(builder.Configuration, Path.ChangeExtension(KeyPath(builder.Configuration), ".slack.key"));
        builder.Services.PostConfigure<DirectLineOptions>(options => options.SigningKey ??= SigningKeyFile.ReadOrCreate(KeyPath(builder.Configuration)));

        var app = builder.Build();
        // Before any store is opened: wrong settings leave nothing behind.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        app.UseSlackLimits();
        app.MapBotFramework();
        app.MapDirectLine();
        app.MapSlack();
        app.MapCharts();
        // The link to a task: channels show its card, a browser the chat.
        app.MapGet("/t/{number:int}", () => TypedResults.Redirect("/"));
        app.MapGet("/health/live", () => TypedResults.Ok());
        app.MapGet("/health/ready", ReadyAsync);
        return app;
    }

    /// <summary>200 once a message could be answered, 503 with the reason while a store is away.</summary>
    /// <remarks>A channel that is away is told of and is no reason to take the others out of service.</remarks>
    private static async Task<Results<JsonHttpResult<JsonObject>, ProblemHttpResult>> ReadyAsync(IdentityQueries identities, IStateStore states, IServiceProvider services, DeliveryWatch delivery, CancellationToken cancellationToken)
    {
        try
        {
            BotServices.WarmUp();
            await identities.AnyWorkspaceAsync(cancellationToken);
            await states.LoadAsync("health", cancellationToken);
            return TypedResults.Json(new JsonObject { ["channels"] = ChannelHealth.Report(services), ["delivery"] = await delivery.ReportAsync(cancellationToken) });
        }
        catch (Exception e) when (e is StorageUnavailableException or StateUnavailableException)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static string KeyPath(ConfigurationManager configuration) =>
        Path.ChangeExtension(configuration["Storage:Path"] is { Length: > 0 } path ? path : new StorageOptions().Path, ".key");
}
