using PmBot.Nlu.Models;
using PmBot.Nlu.Models.Intents;

namespace PmBot.Nlu.Training.Intents;

/// <summary>Chooses the features of a model from the sentences it is trained on.</summary>
internal static class FeatureSpace
{
    /// <summary>
    /// The table of the features of the sentences. Those of one block that always stand in the same sentences, equally often, share a row: their weights
    /// would come out equal, and most features of a rare word are of that kind.
    /// </summary>
    /// <param name="sentences">The sentences.</param>
    /// <param name="atLeast">Features that stand in fewer sentences are left out.</param>
    public static FeatureTable Build(IReadOnlyList<SentenceFeatures> sentences, int atLeast)
    {
        var index = new Dictionary<uint, int>();
        var found = new List<Found>();
        for (var s = 0; s < sentences.Count; s++)
        {
            for (var block = 0; block < FeatureReader.Blocks; block++)
            {
                foreach (var hash in sentences[s].Block(block))
                {
                    if (!index.TryGetValue(hash, out var at))
                    {
                        at = found.Count;
                        index.Add(hash, at);
                        found.Add(new Found(hash, block));
                    }

                    found[at].Count(s);
                }
            }
        }

        found.RemoveAll(f => f.Sentences < atLeast);
        return Table(found, sentences.Count);
    }

    private static FeatureTable Table(List<Found> found, int sentences)
    {
        found.Sort((a, b) => a.Hash.CompareTo(b.Hash));
        var groups = new Dictionary<(ulong, int), int>();
        var members = new List<int>();
        var inSentences = new List<int>();
        var rowOf = new int[found.Count];
        for (var i = 0; i < found.Count; i++)
        {
            var key = (found[i].Signature, found[i].Block);
            if (!groups.TryGetValue(key, out rowOf[i]))
            {
                rowOf[i] = members.Count;
                groups.Add(key, rowOf[i]);
                members.Add(0);
                inSentences.Add(found[i].Sentences);
            }

            members[rowOf[i]]++;
        }

        var rarity = new Half[members.Count];
        var share = new Half[members.Count];
        for (var row = 0; row < rarity.Length; row++)
        {
            rarity[row] = (Half)Math.Sqrt(PortableMath.Log((1.0 + sentences) / (1.0 + inSentences[row])) + 1);
            share[row] = (Half)((double)rarity[row] / Math.Sqrt(members[row]));
        }

        return new FeatureTable([.. found.Select(f => f.Hash)], rowOf, rarity, share);
    }

    private sealed class Found(uint hash, int block)
    {
        private int _last = -1;

        public uint Hash => hash;

        public int Block => block;

        public int Sentences { get; private set; }

        /// <summary>The same for two features that stand in the same sentences equally often.</summary>
        public ulong Signature { get; private set; } = 0xCBF29CE484222325;

        public void Count(int sentence)
        {
            if (sentence != _last) Sentences++;
            _last = sentence;
            var mixed = (Signature ^ (ulong)(sentence + 1)) * 0x9E3779B97F4A7C15;
            Signature = mixed ^ (mixed >> 29);
        }
    }
}
