using PmBot.Nlu.Models;

namespace PmBot.Nlu.Training.Intents;

/// <summary>A small logistic regression by Newton's method, with a little ridge.</summary>
internal sealed class LogisticFit(int inputs)
{
    private const double Ridge = 1e-3;
    private const int Steps = 25;
    private readonly List<(double[] Input, double Target, double Weight)> _rows = [];

    public void Add(double[] input, bool isOutside, double weight)
    {
        if (weight > 0) _rows.Add((input, isOutside ? 1 : 0, weight));
    }

    /// <summary>The weights for the inputs as they are.</summary>
    public double[] Solve(out double bias)
    {
        var (mean, spread) = Moments();
        var size = inputs + 1;
        var beta = new double[size];
        var x = new double[size];
        for (var step = 0; step < Steps; step++)
        {
            var gradient = new double[size];
            var curve = new double[size][];
            for (var i = 0; i < size; i++) curve[i] = new double[size];
            foreach (var (input, target, weight) in _rows)
            {
                for (var i = 0; i < inputs; i++) x[i] = (input[i] - mean[i]) / spread[i];
                x[inputs] = 1;
                var score = 0.0;
                for (var i = 0; i < size; i++) score += beta[i] * x[i];
                var p = PortableMath.Sigmoid(score);
                var slope = weight * (p - target);
                var bend = weight * Math.Max(p * (1 - p), 1e-6);
                for (var i = 0; i < size; i++)
                {
                    gradient[i] += slope * x[i];
                    for (var j = 0; j <= i; j++) curve[i][j] += bend * x[i] * x[j];
                }
            }

            for (var i = 0; i < size; i++)
            {
                gradient[i] += Ridge * beta[i];
                curve[i][i] += Ridge;
                for (var j = 0; j < i; j++) curve[j][i] = curve[i][j];
            }

            Subtract(beta, curve, gradient);
        }

        var weights = new double[inputs];
        bias = beta[inputs];
        for (var i = 0; i < inputs; i++)
        {
            weights[i] = beta[i] / spread[i];
            bias -= weights[i] * mean[i];
        }

        return weights;
    }

    private (double[] Mean, double[] Spread) Moments()
    {
        var total = _rows.Sum(r => r.Weight);
        var mean = new double[inputs];
        var spread = new double[inputs];
        for (var i = 0; i < inputs; i++)
        {
            foreach (var row in _rows) mean[i] += row.Weight * row.Input[i] / total;
            foreach (var row in _rows) spread[i] += row.Weight * (row.Input[i] - mean[i]) * (row.Input[i] - mean[i]) / total;
            spread[i] = spread[i] < 1e-12 ? 1 : Math.Sqrt(spread[i]);
        }

        return (mean, spread);
    }

    // beta -= curve^-1 gradient, by elimination; the ridge keeps it solvable.
    private static void Subtract(double[] beta, double[][] curve, double[] gradient)
    {
        var size = beta.Length;
        for (var i = 0; i < size; i++)
        {
            for (var row = i + 1; row < size; row++)
            {
                var factor = curve[row][i] / curve[i][i];
                for (var column = i; column < size; column++) curve[row][column] -= factor * curve[i][column];
                gradient[row] -= factor * gradient[i];
            }
        }

        for (var i = size - 1; i >= 0; i--)
        {
            var sum = gradient[i];
            for (var column = i + 1; column < size; column++) sum -= curve[i][column] * gradient[column];
            gradient[i] = sum / curve[i][i];
        }

        for (var i = 0; i < size; i++) beta[i] -= gradient[i];
    }
}
