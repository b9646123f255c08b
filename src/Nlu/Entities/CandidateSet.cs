namespace PmBot.Nlu.Entities;

/// <summary>Readings by the token at which they begin.</summary>
internal sealed class CandidateSet(List<Candidate> all, int[] starts)
{
    public IReadOnlyList<Candidate> All => all;

    public ReadOnlySpan<Candidate> At(int token) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(all)[starts[token]..starts[token + 1]];

    public int FirstIndex(int token) => starts[token];

    public Candidate this[int index] => all[index];
}
