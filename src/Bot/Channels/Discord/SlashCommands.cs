using System.Text.Json.Nodes;
using PmBot.Adapters.Discord;

namespace PmBot.Bot.Channels.Discord;

/// <summary>The commands that people find behind a slash on Discord; each says a sentence that the bot understands when it is written, too.</summary>
internal static class SlashCommands
{
    private static readonly DiscordArgument Task = new(new("task", "tarea"), new("Which task: its number or some of its words", "Qué tarea: su número o algunas de sus palabras")) { IsRequired = true, Dataset = "tasks" };

    private static readonly DiscordArgument Assignee = new(new("assignee", "responsable"), new("Who does it", "Quién la hace")) { Dataset = "people" };

    /// <summary>All of them.</summary>
    public static DiscordCommands All { get; } = new(
    [
        new(new("pm", "pm"), new("Tell PmBot anything, in your own words", "Dile a PmBot lo que quieras, con tus palabras"))
        {
            Arguments = [new(new("text", "texto"), new("What you need", "Lo que necesitas")) { IsRequired = true }],
            Says = [new("{text}", "{text}")],
        },
        new(new("task", "tarea"), new("Create, see and change tasks", "Crea, mira y cambia tareas")) { Subcommands = [New(), Show(), Done(), Assign(), Due(), Comment()] },
        new(new("status", "estado"), new("How a project is going", "Cómo va un proyecto"))
        {
            Arguments = [new(new("project", "proyecto"), new("Which project; yours if you leave it out", "Qué proyecto; el tuyo si no dices nada")) { Dataset = "projects" }],
            Says = [new("how is the project", "cómo va el proyecto"), new(" {project}", " {project}"), new(" going", "")],
        },
        new(new("my-tasks", "mis-tareas"), new("What is on your plate; only you see it", "Lo que tienes pendiente; solo tú lo ves")) { Says = [new("my tasks", "mis tareas")], IsPrivate = true },
        new(new("sprint", "sprint"), new("How the sprint is going", "Cómo va el sprint")) { Says = [new("how is the sprint going", "cómo va el sprint")] },
        new(new("help", "ayuda"), new("What PmBot can do; only you see it", "Lo que PmBot puede hacer; solo tú lo ves")) { Says = [new("help", "ayuda")], IsPrivate = true },
        new(new("Create task", "Crear tarea"), new("", "")) { MessageCommandId = "createTask" },
    ]);

    private static DiscordCommand New() => new(new("new", "nueva"), new("A new task; without a title a form opens", "Una tarea nueva; sin título se abre un formulario"))
    {
        Arguments =
        [
            new(new("title", "titulo"), new("What is to be done", "Qué hay que hacer")),
            Assignee,
            new(new("due", "fecha"), new("When: tomorrow, friday, March 12 ...", "Para cuándo: mañana, el viernes, 12 de marzo...")),
            new(new("priority", "prioridad"), new("How urgent it is", "Qué tan urgente es"))
            {
                Choices = [(new("low", "baja"), new("low", "baja")), (new("medium", "media"), new("medium", "media")), (new("high", "alta"), new("high", "alta")), (new("urgent", "urgente"), new("urgent", "urgente"))],
            },
            new(new("project", "proyecto"), new("In which project", "En qué proyecto")) { Dataset = "projects" },
        ],
        Says =
        [
            new("create the task \"{title}\"", "crea la tarea \"{title}\""), new(" in the project {project}", " en el proyecto {project}"), new(" for {assignee}", " para {assignee}"),
            new(", {priority} priority", ", prioridad {priority}"), new(", due {due}", ", para {due}"),
        ],
        Form = new JsonObject { ["form"] = "new_task" },
    };

    private static DiscordCommand Show() => new(new("show", "ver"), new("Shows a task", "Muestra una tarea")) { Arguments = [Task], Says = [new("show task {task}", "muestra la tarea {task}")] };

    private static DiscordCommand Done() => new(new("done", "hecha"), new("Marks a task as done", "Marca una tarea como hecha")) { Arguments = [Task], Says = [new("mark task {task} as done", "marca la tarea {task} como hecha")] };

    private static DiscordCommand Assign() => new(new("assign", "asignar"), new("Gives a task to somebody", "Da una tarea a alguien"))
    {
        Arguments = [Task, Assignee with { IsRequired = true }],
        Says = [new("assign task {task} to {assignee}", "asigna la tarea {task} a {assignee}")],
    };

    private static DiscordCommand Due() => new(new("due", "fecha"), new("Sets when a task is due", "Pone la fecha de una tarea"))
    {
        Arguments = [Task, new(new("date", "fecha"), new("tomorrow, friday, March 12 ...", "mañana, el viernes, 12 de marzo...")) { IsRequired = true }],
        Says = [new("task {task} is due {date}", "la tarea {task} es para {date}")],
    };

    private static DiscordCommand Comment() => new(new("comment", "comentar"), new("Comments on a task", "Comenta una tarea"))
    {
        Arguments = [Task, new(new("text", "texto"), new("What you want to say", "Lo que quieres decir")) { IsRequired = true }],
        Says = [new("comment on task {task}: {text}", "comenta en la tarea {task}: {text}")],
    };
}
