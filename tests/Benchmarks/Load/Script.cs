namespace PmBot.Benchmarks.Load;

/// <summary>What is said in one dialog, message by message, and what has to come back.</summary>
/// <param name="Name">As given to <c>--scenario</c>.</param>
internal abstract record Script(string Name)
{
    private static readonly string[] Verbs = ["revisar", "preparar", "limpiar", "documentar", "medir", "publicar"];
    private static readonly string[] Things = ["el informe", "los registros", "la portada", "el contrato", "las pruebas", "el inventario", "la factura"];

    /// <summary>The messages of the dialog; at least one.</summary>
    /// <param name="person">Who speaks.</param>
    /// <param name="number">Counts the dialogs of the run: every dialog has words of its own.</param>
    public abstract IReadOnlyList<Message> Messages(Person person, long number);

    /// <summary>A title that no other dialog of this run has, in letters only: a number might be read as a task or a day.</summary>
    protected static string Title(long number) =>
        $"{Verbs[number % Verbs.Length]} {Things[number % Things.Length]} {Word(number)}";

    private static string Word(long number)
    {
        const string Consonants = "bdfgklmnprstvz";
        const string Vowels = "aeiou";
        // Neighbours get words that look nothing like each other; the factor is coprime to 70, so no two numbers share one.
        number = number % 100_000_000 * 68_718_952_447 % 117_649_000_000;
        Span<char> word = stackalloc char[12];
        for (var i = 0; i < word.Length; i += 2)
        {
            (number, var syllable) = Math.DivRem(number, Consonants.Length * Vowels.Length);
            word[i] = Consonants[(int)syllable / Vowels.Length];
            word[i + 1] = Vowels[(int)syllable % Vowels.Length];
        }

        return word.ToString();
    }
}

/// <summary>One message and what its answer must say.</summary>
/// <param name="Text">What the person writes.</param>
/// <param name="Expected">Pieces that the texts of the answer have to contain, ignoring case.</param>
/// <param name="CreatesTask">The answer has to name a task number, one that no other answer in the workspace named.</param>
internal sealed record Message(string Text, IReadOnlyList<string> Expected, bool CreatesTask = false);
