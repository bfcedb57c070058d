using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace Chat.Benchmarks;

/// <summary>Draws the curves of a run as SVG files.</summary>
internal static class Plots
{
    private const double Width = 760;
    private const double Height = 420;

    // Told apart by people who see few colours as well (Okabe and Ito).
    private static readonly OxyColor[] Colours =
        [OxyColor.FromRgb(0, 114, 178), OxyColor.FromRgb(213, 94, 0), OxyColor.FromRgb(0, 158, 115), OxyColor.FromRgb(204, 121, 167), OxyColor.FromRgb(86, 180, 233)];

    /// <summary>Draws one plot for each name among the curves.</summary>
    /// <returns>The files' names and the plots' titles.</returns>
    public static IReadOnlyList<(string File, string Title)> Draw(IReadOnlyList<Curve> curves, string folder)
    {
        Directory.CreateDirectory(folder);
        var drawn = new List<(string, string)>();
        foreach (var plot in curves.GroupBy(curve => curve.Plot))
        {
            var file = $"{string.Join('-', plot.Key.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant()}.svg";
            using var stream = File.Create(Path.Combine(folder, file));
            new SvgExporter { Width = Width, Height = Height, IsDocument = true }.Export(Model(plot.Key, [.. plot]), stream);
            drawn.Add((file, plot.Key));
        }
        return drawn;
    }

    private static PlotModel Model(string title, IReadOnlyList<Curve> curves)
    {
        var model = new PlotModel
        {
            Title = title,
            TitleFontSize = 15,
            TitleFontWeight = 500,
            Background = OxyColors.White,
            PlotAreaBorderColor = OxyColor.FromRgb(120, 120, 120),
            Padding = new OxyThickness(8, 8, 20, 8),
        };
        model.Legends.Add(new Legend { LegendPosition = LegendPosition.TopLeft, LegendBackground = OxyColor.FromAColor(220, OxyColors.White) });
        model.Axes.Add(Axis(AxisPosition.Bottom, curves[0].X, curves.SelectMany(c => c.Points.Select(p => p.X))));
        model.Axes.Add(Axis(AxisPosition.Left, curves[0].Y, curves.SelectMany(c => c.Points.Select(p => p.Y))));
        foreach (var (index, curve) in curves.Index())
        {
            var colour = Colours[index % Colours.Length];
            var line = new LineSeries { Title = curve.Line, Color = colour, StrokeThickness = 2, MarkerType = curve.Points.Count > 12 ? MarkerType.None : MarkerType.Circle, MarkerSize = 4, MarkerFill = colour };
            line.Points.AddRange(curve.Points.Select(p => new DataPoint(p.X, p.Y)));
            model.Series.Add(line);
        }
        return model;
    }

    /// <summary>Logarithmic when the values span more than a power of ten.</summary>
    private static Axis Axis(AxisPosition position, string title, IEnumerable<double> values)
    {
        var all = values.Where(v => v > 0).DefaultIfEmpty(1).ToList();
        Axis axis = all.Max() / all.Min() > 10
            ? new LogarithmicAxis { Minimum = all.Min() / 1.3, Maximum = all.Max() * 1.3 }
            : new LinearAxis { Minimum = 0, Maximum = all.Max() * 1.15 };
        axis.Position = position;
        axis.Title = title;
        axis.StringFormat = "#,0.##";
        axis.MajorGridlineStyle = LineStyle.Solid;
        axis.MajorGridlineColor = OxyColor.FromRgb(230, 230, 230);
        return axis;
    }
}
