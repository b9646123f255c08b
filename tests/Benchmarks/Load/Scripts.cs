namespace PmBot.Benchmarks.Load;

/// <summary>The dialogs that are measured.</summary>
internal static class Scripts
{
    /// <summary>The dialog of the name given on the command line.</summary>
    public static Script Named(string name, Population population) => name switch
    {
        "two-turn" => new AskThenCreate(),
        "create-task" or "rate" => new CreateInOneSentence(population),
        "ask-and-cancel" => new AskThenCancel(),
        "peer-two-turn" => new PeerDialog(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such scenario."),
    };

    /// <summary>The bot asks for the title, is told, and stores the task.</summary>
    private sealed record AskThenCreate() : Script("two-turn")
    {
        public override IReadOnlyList<Message> Messages(Person person, long number)
        {
            var title = Title(number);
            return [new("crea una tarea", ["?"]), new(title, [title], CreatesTask: true)];
        }
    }

    /// <summary>The bot asks for the title and is told to let it be: a dialog in which nothing is stored but the state.</summary>
    private sealed record AskThenCancel() : Script("ask-and-cancel")
    {
        public override IReadOnlyList<Message> Messages(Person person, long number) => [new("crea una tarea", ["?"]), new("cancela", [])];
    }

    /// <summary>Everything in one sentence, in the ways people write it, in both languages.</summary>
    private sealed record CreateInOneSentence(Population Population) : Script("create-task")
    {
        public override IReadOnlyList<Message> Messages(Person person, long number)
        {
            var title = Title(number);
            var colleague = Population.ColleagueOf(person).FirstName;
            return
            [
                (number % 4) switch
                {
                    0 => new($"crea la tarea {title} para {colleague} para mañana", [title, colleague], CreatesTask: true),
                    1 => new($"nueva tarea en {person.Project}: {title}", [title], CreatesTask: true),
                    2 => new($"agrega una tarea: {title}, prioridad alta", [title], CreatesTask: true),
                    _ => new($"create a task \"{title}\" for {colleague} by friday", [title, colleague], CreatesTask: true),
                },
            ];
        }
    }

    /// <summary>The peer's waterfall: a question, and an answer that repeats what was said.</summary>
    private sealed record PeerDialog() : Script("peer-two-turn")
    {
        public override IReadOnlyList<Message> Messages(Person person, long number)
        {
            var name = Title(number);
            return [new("hola", ["What is your name?"]), new(name, [$"Hello, {name}!"])];
        }
    }
}
