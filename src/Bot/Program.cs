using PmBot.Bot.Commands;

return await CommandLine.RunAsync(args);
