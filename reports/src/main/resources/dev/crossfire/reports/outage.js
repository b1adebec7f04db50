'use strict';
/* The outage, request by request: intended start against latency. */
const Outage = (() => {
  /* Each centred, so that a mark lies on its request and beside its name. */
  const errorShapes = ['triangle', 'diamond', 'path://M0 0h10l-5 9z', 'path://M3 0h4v3h3v4h-3v3h-4v-3h-3v-4h3z', 'rect'];
  const HEIGHT = 380;

  function left(size) {
    return size === 'narrow' ? 52 : 58;
  }

  function legendHeight(closeUp, size, width) {
    return (size === 'paper' ? 14 : 24) * Look.legendLines(closeUp.kinds.map(kind => shown(kind.name, size)), width - 12, size);
  }

  /* A name as the legend has room for it. */
  function shown(name, size) {
    const most = size === 'narrow' ? 44 : 60;
    return name.length > most ? name.slice(0, most - 1) + '…' : name;
  }

  /* The top of the plot: below the legend and the words above their lines. */
  function top(data, closeUp, size, width) {
    return 6 + legendHeight(closeUp, size, width) + Look.level(size) * Math.max(1, said(data, closeUp, size, width, [closeUp.from, closeUp.to]).levels);
  }

  function said(data, closeUp, size, width, range, most) {
    const look = Look.colours();
    const fault = data.faults.find(each => each.id === closeUp.fault);
    const items = [];
    if (fault.effective !== null) items.push({ at: fault.effective, text: 'effective', colour: look.fail });
    else if (fault.injected !== null) items.push({ at: fault.injected, text: 'injected', colour: look.ink });
    data.brackets.filter(bracket => bracket.fault === closeUp.fault).forEach(bracket =>
      items.push({ at: bracket.at, text: bracket.cohort + ' ' + bracket.text, colour: look.pass }));
    return Look.placed(items, range, width - left(size) - 16, size, most);
  }

  function words(data, closeUp, size, width, range) {
    const levels = said(data, closeUp, size, width, [closeUp.from, closeUp.to]).levels;
    return Look.drawn(said(data, closeUp, size, width, range, levels), left(size), top(data, closeUp, size, width), size);
  }

  function option(data, closeUp, size, width, range) {
    const letters = Look.letters(size);
    const look = Look.colours();
    const fault = data.faults.find(each => each.id === closeUp.fault);
    const errorColours = [look.cohorts[1], look.cohorts[3], look.cohorts[4], look.fail, look.unsure];
    let errors = 0;
    const series = closeUp.kinds.map(kind => {
      const style = kind.outcome === 'good' ? { shape: 'circle', colour: look.cohorts[0], size: 4, opacity: 0.4 }
        : kind.outcome === 'late' ? { shape: 'emptyCircle', colour: look.cohorts[2], size: 6, opacity: 0.85 }
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
      legend: { type: 'plain', top: 2, left: 0, right: 0, padding: [2, 6], itemGap: size === 'paper' ? 4 : 10, itemWidth: size === 'paper' ? 8 : 12, itemHeight: size === 'paper' ? 7 : 10, formatter: name => shown(name, size), textStyle: { color: look.ink, fontSize: letters.plain } },
      graphic: words(data, closeUp, size, width, range),
      grid: { left: left(size), right: 16, top: top(data, closeUp, size, width), bottom: size === 'paper' ? 32 : 44, outerBoundsMode: 'none' },
      xAxis: {
        type: 'value', min: closeUp.from, max: closeUp.to, axisLine: { onZero: false, lineStyle: { color: look.rule } }, splitLine: { lineStyle: { color: look.wash } },
        axisLabel: { color: look.soft, fontSize: letters.small, formatter: Look.tick, hideOverlap: true, showMaxLabel: false, showMinLabel: false }, name: 'intended start, seconds after t = 0', nameLocation: 'middle', nameGap: size === 'paper' ? 18 : 26, nameTextStyle: { color: look.soft },
      },
      yAxis: {
        type: 'log', axisLine: { show: false }, splitLine: { lineStyle: { color: look.rule } },
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

  function marks(data, fault, closeUp, look, letters) {
    const line = (at, colour) => ({ xAxis: at, lineStyle: { color: colour, width: 1.4, type: 'solid' }, label: { show: false } });
    const lines = [];
    const areas = [];
    if (fault.effective !== null) {
      lines.push(line(fault.effective, look.fail));
      areas.push([{ xAxis: fault.effectiveFrom, itemStyle: { color: look.fail, opacity: 0.25 } }, { xAxis: fault.effectiveTo }]);
    } else if (fault.injected !== null) {
      lines.push(line(fault.injected, look.ink));
    }
    data.brackets.filter(bracket => bracket.fault === closeUp.fault).forEach(bracket => {
      lines.push(line(bracket.at, look.pass));
      areas.push([{ xAxis: bracket.low, itemStyle: { color: look.pass, opacity: 0.25 } }, { xAxis: bracket.high }]);
    });
    /* The upper one is named above its line and the others below theirs, so that names of near limits do not meet. */
    const limits = Look.limits(data);
    const upper = Math.max(...limits.map(limit => limit.within));
    limits.forEach(limit => lines.push({
      yAxis: limit.within, lineStyle: { color: look.ink, width: 1, type: [3, 3], opacity: 0.7 },
      label: { position: limit.within === upper ? 'insideEndTop' : 'insideEndBottom', color: look.ink, fontSize: letters.small, formatter: limit.text },
    }));
    return { markLine: { silent: true, symbol: 'none', animation: false, data: lines }, markArea: { silent: true, data: areas } };
  }

  return { option, words, height: size => size === 'paper' ? 142 : size === 'narrow' ? HEIGHT + 60 : HEIGHT };
})();
