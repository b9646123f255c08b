namespace PmBot.Nlu.Training;

/// <summary>Confidence against the share that is right, in ten steps.</summary>
public sealed class Reliability
{
    private readonly (int Count, int Right, double Confidence)[] _steps = new (int, int, double)[10];

    /// <summary>Mean confidence and share of right ones in each tenth that has any.</summary>
    public IEnumerable<(double From, int Count, double Confidence, double Right)> Steps => _steps
        .Select((step, i) => (i / 10.0, step.Count, step.Confidence / step.Count, (double)step.Right / step.Count)).Where(step => step.Count > 0);

    /// <summary>The expected calibration error: how far confidence and truth lie apart on average, 0 to 1.</summary>
    public double Error => _steps.Sum(s => s.Count) is var all and > 0 ? _steps.Sum(s => Math.Abs(s.Right - s.Confidence)) / all : 0;

    /// <summary>Counts an answer.</summary>
    public void Add(double confidence, bool isRight)
    {
        ref var step = ref _steps[Math.Clamp((int)(confidence * 10), 0, 9)];
        step = (step.Count + 1, step.Right + (isRight ? 1 : 0), step.Confidence + confidence);
    }
}
