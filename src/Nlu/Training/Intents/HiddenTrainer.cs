using PmBot.Nlu.Models;
using PmBot.Nlu.Models.Intents;

namespace PmBot.Nlu.Training.Intents;

/// <summary>A network with one hidden layer of rectified units, by Adagrad on one sentence at a time, with features and units left out by chance.</summary>
internal sealed class HiddenTrainer
{
    private const float Start = 0.05f;
    private readonly SparseRows _sentences;
    private readonly TrainingOptions _options;
    private readonly Chance _chance;
    private readonly int _intents;
    private readonly int _units;
    private readonly int _width;
    private readonly float[] _weights;
    private readonly float[] _bias;
    private readonly float[] _output;
    private readonly float[] _outputBias;
    private readonly float[] _squares;
    private readonly float[] _biasSquares;
    private readonly float[] _outputSquares;
    private readonly float[] _outputBiasSquares;
    private readonly float[] _hidden;
    private readonly float[] _slopes;
    private readonly float[] _scores;
    private float[] _values = new float[256];

    private HiddenTrainer(SparseRows sentences, int intents, int features, int units, uint seed, TrainingOptions options)
    {
        _sentences = sentences;
        _options = options;
        _chance = new Chance(seed);
        _intents = intents;
        _units = units;
        _width = Rows.Padded(intents);
        _weights = new float[features * _units];
        _bias = new float[_units];
        _output = new float[_units * _width];
        _outputBias = new float[_width];
        _hidden = new float[_units];
        _slopes = new float[_units];
        _scores = new float[_width];
        foreach (ref var weight in _weights.AsSpan()) weight = ((2 * _chance.Share()) - 1) * Start;
        var reach = MathF.Sqrt(6f / (_units + intents));
        for (var unit = 0; unit < _units; unit++)
            for (var i = 0; i < intents; i++) _output[(unit * _width) + i] = ((2 * _chance.Share()) - 1) * reach;
        _squares = Filled(features);
        _biasSquares = Filled(_units);
        _outputSquares = Filled(_output.Length);
        _outputBiasSquares = Filled(_width);
    }

    /// <summary>Trains; the weights are a row of hidden units a feature.</summary>
    public static (float[] Weights, HiddenLayer Layer) Train(SparseRows sentences, ReadOnlySpan<int> intents, int intentCount, int features, int units, uint seed, TrainingOptions options)
    {
        var trainer = new HiddenTrainer(sentences, intentCount, features, units, seed, options);
        var order = Enumerable.Range(0, sentences.Count).ToArray();
        for (var round = 0; round < options.HiddenRounds; round++)
        {
            var rate = (float)(options.HiddenRate * (1 - (0.9 * round / options.HiddenRounds)));
            trainer._chance.Shuffle(order);
            foreach (var s in order) trainer.Learn(s, intents[s], rate);
        }

        return (trainer._weights, new HiddenLayer(trainer._bias, trainer._output, trainer._outputBias));
    }

    private static float[] Filled(int count)
    {
        var squares = new float[count];
        Array.Fill(squares, 1e-6f);
        return squares;
    }

    private void Learn(int sentence, int intent, float rate)
    {
        var columns = _sentences.Columns(sentence);
        Forward(columns, _sentences.Values(sentence));
        Errors(intent);
        for (var unit = 0; unit < _units; unit++)
        {
            _slopes[unit] = 0;
            if (_hidden[unit] <= 0) continue;
            var row = _output.AsSpan(unit * _width, _width);
            _slopes[unit] = Rows.Dot(row, _scores) / (1 - (float)_options.HiddenDropout);
            Rows.Descend(row, _outputSquares.AsSpan(unit * _width, _width), _scores, _hidden[unit], rate);
        }

        Rows.Descend(_outputBias, _outputBiasSquares, _scores, 1, rate);
        Rows.Descend(_bias, _biasSquares, _slopes, 1, rate);
        // One step size a feature: what its units have seen differs little, and this is most of the work.
        var square = Rows.Dot(_slopes, _slopes) / _units;
        for (var i = 0; i < columns.Length; i++)
        {
            if (_values[i] == 0) continue;
            ref var seen = ref _squares[columns[i]];
            seen += square * _values[i] * _values[i];
            Rows.Add(_weights.AsSpan(columns[i] * _units, _units), _slopes, -rate * _values[i] / MathF.Sqrt(seen));
        }
    }

    private void Forward(ReadOnlySpan<int> columns, ReadOnlySpan<float> values)
    {
        if (_values.Length < values.Length) _values = new float[values.Length];
        _bias.CopyTo(_hidden.AsSpan());
        var keep = 1 - (float)_options.FeatureDropout;
        for (var i = 0; i < columns.Length; i++)
        {
            _values[i] = _chance.Share() < keep ? values[i] / keep : 0;
            if (_values[i] != 0) Rows.Add(_hidden, _weights.AsSpan(columns[i] * _units, _units), _values[i]);
        }

        keep = 1 - (float)_options.HiddenDropout;
        _outputBias.CopyTo(_scores.AsSpan());
        for (var unit = 0; unit < _units; unit++)
        {
            _hidden[unit] = _hidden[unit] > 0 && _chance.Share() < keep ? _hidden[unit] / keep : 0;
            if (_hidden[unit] > 0) Rows.Add(_scores, _output.AsSpan(unit * _width, _width), _hidden[unit]);
        }
    }

    // Probabilities less the truth: the slope of the cross entropy.
    private void Errors(int intent)
    {
        var scores = _scores.AsSpan(0, _intents);
        var best = float.NegativeInfinity;
        foreach (var score in scores) best = Math.Max(best, score);
        foreach (ref var score in _scores.AsSpan()) score -= best;
        PortableMath.Exp(_scores);
        var sum = 0f;
        foreach (var score in scores) sum += score;

        foreach (ref var score in scores) score /= sum;
        scores[intent] -= 1;
        _scores.AsSpan(_intents).Clear();
    }
}
