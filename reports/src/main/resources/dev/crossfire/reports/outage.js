'use strict';
/* The outage, request by request: intended start against latency. */
const Outage = (() => {
  const errorShapes = ['triangle', 'diamond', 'pin', 'arrow', 'roundRect'];
  const HEIGHT = 380;

  function option(data, closeUp, size) {
    const narrow = size === 'narrow';
    const letters = Look.letters(size);
    const look = Look.colours();
    const fault = data.faults.find(each => each.id === closeUp.fault);
    const errorColours = [look.cohorts[1], look.cohorts[3], look.cohorts[4], look.fail, look.unsure];
    let errors = 0;
    const series = closeUp.kinds.map(kind => {
      const style = kind.fate === 'good' ? { shape: 'circle', colour: look.cohorts[0], size: 4, opacity: 0.4 }
        : kind.fate === 'late' ? { shape: 'emptyCircle', colour: look.cohorts[2], size: 6, opacity: 0.85 }
        : { shape: errorShapes[errors % 5], colour: errorColours[errors++ % 5], size: 6.5, opacity: 0.7 };
      return {
        type: 'scatter', name: kind.name, data: triples(kind.points), symbol: style.shape, symbolSize: style.size, animation: false,
        itemStyle: { color: style.colour, opacity: style.opacity }, emphasis: { scale: 1.6 },
      };
    });
    if (series.length > 0) Object.assign(series[0], marks(data, fault, closeUp, look, letters));
    return {
      animation: false,
      textStyle: { color: look.soft, fontFamily: Look.font(), fontSize: letters.plain },
      legend: { type: 'scroll', top: 2, left: 0, icon: undefined, itemWidth: size === 'paper' ? 8 : 12, itemHeight: size === 'paper' ? 7 : 10, textStyle: { color: look.ink, fontSize: letters.plain, width: narrow ? 260 : 420, overflow: 'truncate' }, pageTextStyle: { color: look.soft }, pageIconColor: look.ink, pageIconInactiveColor: look.rule },
      grid: { left: narrow ? 46 : 58, right: 16, top: size === 'paper' ? 36 : 52, bottom: size === 'paper' ? 32 : 44 },
      xAxis: {
        type: 'value', min: closeUp.from, max: closeUp.to, axisLine: { onZero: false, lineStyle: { color: look.rule } }, splitLine: { lineStyle: { color: look.wash } },
        axisLabel: { color: look.soft, fontSize: letters.small, formatter: Look.tick, hideOverlap: true, showMaxLabel: false, showMinLabel: false }, name: 'intended start, seconds after t = 0', nameLocation: 'middle', nameGap: size === 'paper' ? 18 : 26, nameTextStyle: { color: look.soft },
      },
      yAxis: {
        type: 'log', name: size === 'paper' ? '' : 'latency', nameTextStyle: { color: look.soft, align: 'right' }, axisLine: { show: false }, splitLine: { lineStyle: { color: look.rule } },
        axisLabel: { color: look.soft, fontSize: letters.small, formatter: Look.latencyTick },
      },
      tooltip: { trigger: 'item', showContent: false },
      toolbox: { show: true, itemSize: 0, top: -40, feature: { dataZoom: { xAxisIndex: 'all', yAxisIndex: false, filterMode: 'none', brushStyle: { color: look.hatch, opacity: 0.25 } } } },
      dataZoom: [{ type: 'inside', xAxisIndex: 0, filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseMove: false, moveOnMouseWheel: false }],
      series,
    };
  }

  function triples(points) {
    const all = [];
    for (let i = 0; i + 2 < points.length; i += 3) all.push([points[i], points[i + 1], points[i + 2]]);
    return all;
  }

  function moment(at, text, colour, letters, align) {
    return { xAxis: at, lineStyle: { color: colour, width: 1.4, type: 'solid' }, label: { position: 'end', align: align || 'center', formatter: text, color: colour, fontSize: letters.small, distance: 4 } };
  }

  function marks(data, fault, closeUp, look, letters) {
    const lines = [];
    const areas = [];
    if (fault.down !== null) {
      lines.push(moment(fault.down, 'down', look.fail, letters));
      areas.push([{ xAxis: fault.downFrom, itemStyle: { color: look.fail, opacity: 0.25 } }, { xAxis: fault.downTo }]);
    } else if (fault.asked !== null) {
      lines.push(moment(fault.asked, 'asked', look.ink, letters));
    }
    data.brackets.filter(bracket => bracket.fault === closeUp.fault).forEach(bracket => {
      lines.push(moment(bracket.at, bracket.cohort + ' ' + bracket.text, look.pass, letters, Look.side(data, bracket)));
      areas.push([{ xAxis: bracket.low, itemStyle: { color: look.pass, opacity: 0.25 } }, { xAxis: bracket.high }]);
    });
    data.cohorts.filter(cohort => cohort.withinMillis !== null).forEach(cohort => lines.push({
      yAxis: cohort.withinMillis, lineStyle: { color: look.ink, width: 1, type: [3, 3], opacity: 0.7 },
      label: { position: 'insideEndTop', color: look.ink, fontSize: letters.small, formatter: 'L of ' + cohort.name },
    }));
    return { markLine: { silent: true, symbol: 'none', animation: false, data: lines }, markArea: { silent: true, data: areas } };
  }

  return { option, height: size => size === 'paper' ? 150 : HEIGHT };
})();
