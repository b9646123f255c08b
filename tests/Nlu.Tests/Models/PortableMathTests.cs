using PmBot.Nlu.Models;

namespace PmBot.Nlu.Tests.Models;

public sealed class PortableMathTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(0.3466)]
    [InlineData(-37.25)]
    [InlineData(300)]
    [InlineData(-700)]
    public void Exp_is_that_of_the_platform_to_fourteen_digits(double x) => (PortableMath.Exp(x) / Math.Exp(x)).ShouldBe(1, 1e-14);

    [Theory]
    [InlineData(1e-300)]
    [InlineData(0.001)]
    [InlineData(0.7071)]
    [InlineData(1.0000001)]
    [InlineData(1.4143)]
    [InlineData(2)]
    [InlineData(19068)]
    [InlineData(1e300)]
    public void Log_is_that_of_the_platform_to_fourteen_digits(double x) => PortableMath.Log(x).ShouldBe(Math.Log(x), Math.Abs(Math.Log(x) * 1e-14) + 1e-17);

    [Fact]
    public void Many_numbers_at_once_are_right_to_six_digits()
    {
        float[] numbers = [-86, -20, -1.5f, -0.3466f, 0, 0.3466f, 1, 80];
        var raised = (float[])numbers.Clone();
        PortableMath.Exp(raised);
        for (var i = 0; i < numbers.Length; i++) (raised[i] / Math.Exp(numbers[i])).ShouldBe(1, 1e-5);
        PortableMath.Log(raised);
        for (var i = 0; i < numbers.Length; i++) ((double)raised[i]).ShouldBe(numbers[i], 1e-5 + Math.Abs(numbers[i] * 1e-6));
        float[] least = [-1000, -1000, -1000, -1000, -1000, -1000, -1000, -1000];
        PortableMath.Exp(least);
        least.ShouldAllBe(x => x >= 0 && x < 1e-37f);
    }

    [Fact]
    public void Edges_are_those_of_the_platform()
    {
        PortableMath.Exp(-1000).ShouldBe(0);
        PortableMath.Exp(1000).ShouldBe(double.PositiveInfinity);
        PortableMath.Log(0).ShouldBe(double.NegativeInfinity);
        double.IsNaN(PortableMath.Log(-1)).ShouldBeTrue();
        PortableMath.Sigmoid(0).ShouldBe(0.5);
        PortableMath.Sigmoid(-800).ShouldBe(0);
    }
}
