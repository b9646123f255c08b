using System.Text.Json.Nodes;
using PmBot.Adapters.Discord;

namespace PmBot.Adapters.Tests.Discord;

/// <summary>Commands of all kinds.</summary>
internal static class SampleCommands
{
    public static DiscordCommands All { get; } = new(
    [
        new DiscordCommand(new("say", "decir"), new("Say something to the bot", "Dile algo al bot"))
        {
            Arguments = [new(new("text", "texto"), new("What you want", "Lo que quieres")) { IsRequired = true }],
            Says = [new("{text}", "{text}")],
        },
        new DiscordCommand(new("item", "cosa"), new("Items", "Cosas"))
        {
            Subcommands =
            [
                new(new("new", "nueva"), new("A new item", "Una cosa nueva"))
                {
                    Arguments =
                    [
                        new(new("title", "titulo"), new("Its title", "Su título")),
                        new(new("owner", "responsable"), new("Whose it is", "De quién es")) { Dataset = "people" },
                        new(new("size", "tamano"), new("How big", "Qué tan grande")) { Choices = [(new("Large", "Grande"), new("large", "grande"))] },
                    ],
                    Says = [new("create {title}", "crea {title}"), new(" for {owner}", " para {owner}"), new(", {size}", ", {size}")],
                    Form = new JsonObject { ["form"] = "new" },
                },
                new(new("show", "ver"), new("Shows an item", "Muestra una cosa"))
                {
                    Arguments = [new(new("item", "cosa"), new("Which", "Cuál")) { IsRequired = true, Dataset = "tasks" }],
                    Says = [new("show {item}", "muestra {item}")],
                    IsPrivate = true,
                },
            ],
        },
        new DiscordCommand(new("Make item", "Crear cosa"), new("", "")) { MessageCommandId = "makeItem" },
    ]);
}
