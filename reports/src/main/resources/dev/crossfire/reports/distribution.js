'use strict';
/* How latencies are distributed: a curve for each cohort over the percentile, where each factor of ten of requests has the same room. */
const Distribution = (() => {
  const HEIGHTS = { wide: 300, narrow: 260, paper: 118 };

  function percentile(one) {
    const share = 100 - 100 / one;
    return (one >= 1000 ? share.toFixed(Math.round(Math.log10(one)) - 2) : String(Math.round(share * 10) / 10)) + ' %';
  }

  function pairs(points) {
    const all = [];
    for (let i = 0; i + 1 < points.length; i += 2) all.push([points[i], points[i + 1]]);
    return all;
  }

  function most(data) {
    return Math.max(10, ...data.curves.map(curve => curve.points.length > 1 ? curve.points[curve.points.length - 2] : 1));
  }

  function option(data, size) {
    const look = Look.colours();
    const letters = Look.letters(size);
    const series = data.curves.map((curve, i) => ({
      type: 'line', name: data.cohorts[i].name, data: pairs(curve.points), symbol: 'none', animation: false, emphasis: { disabled: true },
      lineStyle: { color: look.cohorts[i], width: 2.2, type: Look.dashes[i] }, itemStyle: { color: look.cohorts[i] },
    }));
    if (series.length > 0) {
      series[0].markLine = {
        silent: true, symbol: 'none', animation: false,
        data: Look.limits(data).map(limit => ({
          yAxis: limit.within, lineStyle: { color: look.ink, width: 1, type: [3, 3], opacity: 0.7 },
          label: { show: size !== 'paper', position: 'insideEndTop', color: look.ink, fontSize: letters.small, formatter: limit.text },
        })),
      };
    }
    const paper = size === 'paper';
    return {
      animation: false,
      textStyle: { color: look.soft, fontFamily: Look.font(), fontSize: letters.plain },
      legend: { type: 'scroll', top: 2, left: 0, itemWidth: 30, itemHeight: 8, itemStyle: { opacity: 0 }, textStyle: { color: look.ink, fontSize: letters.plain }, pageTextStyle: { color: look.soft }, pageIconColor: look.ink, pageIconInactiveColor: look.rule },
      grid: { left: size === 'wide' ? 58 : 52, right: size === 'wide' ? 24 : 12, top: paper ? 28 : 46, bottom: paper ? 30 : 46, outerBoundsMode: 'none' },
      xAxis: {
        type: 'log', min: 1, max: most(data), axisLine: { onZero: false, lineStyle: { color: look.rule } }, splitLine: { lineStyle: { color: look.wash } },
        axisLabel: { color: look.soft, fontSize: letters.small, formatter: percentile, hideOverlap: true, showMaxLabel: false },
        name: paper ? 'share that took no longer' : 'share of requests that took no longer', nameLocation: 'middle', nameGap: paper ? 16 : 26, nameTextStyle: { color: look.soft },
        axisPointer: { show: true, triggerTooltip: true, lineStyle: { color: look.ink, width: 1, type: 'solid', opacity: 0.6 }, label: { show: false } },
      },
      yAxis: { type: 'log', axisLine: { show: false }, splitLine: { lineStyle: { color: look.rule } }, axisLabel: { color: look.soft, fontSize: letters.small, formatter: Look.latencyTick } },
      tooltip: { trigger: 'axis', showContent: false, axisPointer: { type: 'line', snap: false } },
      series,
    };
  }

  /* The slowest so many of each cohort, as read at a place of the axis. */
  function readings(data, one) {
    return data.curves.map((curve, i) => {
      const points = pairs(curve.points);
      const at = points.find(point => point[0] >= one);
      return [data.cohorts[i].name, at ? Look.millis(at[1]) : 'too few requests'];
    });
  }

  return { option, most, readings, percentile, height: size => HEIGHTS[size] };
})();
