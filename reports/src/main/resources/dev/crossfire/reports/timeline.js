'use strict';
/* The timeline: small multiples on one shared time axis. */
const Timeline = (() => {
  const TOP = 40, GAP = 40, SIDE = 16, LANE = 22;

  /* The rows from top to bottom. */
  function rows(data, size) {
    const tall = { wide: 112, narrow: 96, paper: 54 }[size];
    const gap = size === 'paper' ? 28 : GAP;
    const rows = [
      { kind: 'rate', title: 'Requests/s: offered (thin), correct answers (bold)', height: tall },
      { kind: 'errors', title: 'Errors, share of requests offered', height: tall * 0.8 },
    ];
    data.cohorts.forEach((cohort, i) => rows.push({
      kind: 'latency', cohort: i, height: tall,
      title: 'Latency of ' + cohort.name + ': p95 (bold), p50 and p99 (thin)' ,
    }));
    const lanes = lanesOf(data);
    rows.push({ kind: 'lanes', lanes, title: 'Load and faults', height: lanes.length * LANE });
    let top = size === 'paper' ? 32 : TOP;
    for (const row of rows) {
      row.top = top;
      top += row.height + gap;
    }
    rows.total = top + 4;
    return rows;
  }

  function lanesOf(data) {
    const lanes = [];
    if (data.steps.length > 0) lanes.push('load');
    data.faults.forEach(fault => lanes.push(fault.id));
    if (data.notes.length > 0) lanes.push('notes');
    return lanes.length > 0 ? lanes : ['load'];
  }

  function pairs(series, values) {
    return series.x.map((x, i) => [x, values[i]]);
  }

  /* Fault time hatched and recovery brackets through a row. */
  function marks(data, look, labelled, hatch, letters) {
    const areas = data.faults.filter(fault => fault.down !== null).map(fault => [
      { xAxis: fault.down, itemStyle: { color: hatch, opacity: 1 } },
      { xAxis: fault.gone === null ? data.end : fault.gone },
    ]);
    data.brackets.forEach(bracket => areas.push([
      { xAxis: bracket.low, itemStyle: { color: look.pass, opacity: 0.25 } }, { xAxis: bracket.high },
    ]));
    const lines = data.brackets.map(bracket => ({
      xAxis: bracket.at,
      lineStyle: { color: look.pass, width: 1.6, type: 'solid' },
      label: {
        show: labelled, position: 'end', align: Look.side(data, bracket), distance: 4, padding: [0, 5], color: look.pass,
        fontWeight: 600, fontSize: letters.plain, formatter: bracket.cohort + ' ' + bracket.text,
      },
    }));
    return {
      markArea: { silent: true, data: areas },
      markLine: { silent: true, symbol: 'none', animation: false, data: lines },
    };
  }

  function line(row, name, data, colour, dash, width, extra) {
    return Object.assign({
      type: 'line', name, data, xAxisIndex: row, yAxisIndex: row, showSymbol: false, symbol: 'circle', symbolSize: 5,
      connectNulls: false, animation: false, emphasis: { disabled: true },
      lineStyle: { color: colour, width, type: dash }, itemStyle: { color: colour },
    }, extra || {});
  }

  function seriesOf(data, bins, rows, look, letters) {
    const hatch = Look.hatch(look.hatch);
    const all = [];
    rows.forEach((row, index) => {
      const first = all.length;
      if (row.kind === 'rate') {
        bins.cohorts.forEach((cohort, i) => {
          all.push(line(index, 'offered', pairs(bins, cohort.offered), look.cohorts[i], Look.dashes[i], 1, { lineStyle: { color: look.cohorts[i], width: 1, opacity: 0.75, type: Look.dashes[i] } }));
          all.push(line(index, 'completed', pairs(bins, cohort.completed), look.cohorts[i], Look.dashes[i], 2.2));
        });
      } else if (row.kind === 'errors') {
        bins.cohorts.forEach((cohort, i) => all.push(line(index, 'errors', pairs(bins, cohort.errors), look.cohorts[i], Look.dashes[i], 2, { areaStyle: { color: look.cohorts[i], opacity: 0.12 } })));
      } else if (row.kind === 'latency') {
        const cohort = bins.cohorts[row.cohort];
        const colour = look.cohorts[row.cohort];
        const thin = { lineStyle: { color: colour, width: 1, opacity: 0.8, type: 'solid' } };
        const shown = values => values.map(value => value === null ? null : Math.max(value, 0.1));
        all.push(line(index, 'p50', pairs(bins, shown(cohort.p50)), colour, 'solid', 1, thin));
        all.push(line(index, 'p95', pairs(bins, shown(cohort.p95)), colour, Look.dashes[row.cohort], 2.2));
        all.push(line(index, 'p99', pairs(bins, shown(cohort.p99)), colour, 'solid', 1, thin));
      } else {
        all.push(...Lanes.series(data, row.lanes, index, look, letters));
      }
      if (all.length > first) {
        const through = marks(data, look, index === 0, hatch, letters);
        const within = row.kind === 'latency' ? data.cohorts[row.cohort].withinMillis : null;
        if (within !== null) {
          through.markLine.data.push({
            yAxis: within, lineStyle: { color: look.ink, width: 1, type: [3, 3] },
            label: { position: 'insideEndTop', color: look.ink, fontSize: letters.small, formatter: 'L = ' + Look.latencyTick(within) },
          });
        }
        Object.assign(all[first], through);
      }
    });
    return all;
  }

  function option(data, bins, size) {
    const look = Look.colours();
    const layout = rows(data, size);
    const narrow = size === 'narrow';
    const letters = Look.letters(size);
    const left = narrow ? 52 : 58;
    const faint = { lineStyle: { color: look.rule } };
    return {
      animation: false,
      textStyle: { color: look.soft, fontFamily: Look.font(), fontSize: letters.plain },
      title: layout.map(row => ({
        text: row.title, left: 4, top: row.kind === 'rate' ? 4 : row.top - (size === 'paper' ? 20 : 24),
        textStyle: { color: look.soft, fontSize: narrow ? 11 : letters.plain, fontWeight: 'normal', width: narrow ? 330 : 700, overflow: 'truncate' },
      })),
      grid: layout.map(row => ({ left, right: SIDE, top: row.top, height: row.height })),
      xAxis: layout.map((row, i) => ({
        type: 'value', gridIndex: i, min: 0, max: data.end, splitLine: { show: row.kind !== 'lanes', lineStyle: { color: look.wash } },
        axisLine: { onZero: false, lineStyle: { color: look.rule } }, axisTick: { show: i === layout.length - 1, ...faint },
        axisLabel: { show: i === layout.length - 1, color: look.soft, fontSize: letters.small, formatter: Look.tick, hideOverlap: true, showMaxLabel: false },
        name: i === layout.length - 1 ? 'seconds after t = 0' : '', nameLocation: 'end', nameGap: 0,
        nameTextStyle: { align: 'right', verticalAlign: 'top', padding: [26, 0, 0, 0], fontSize: letters.small, color: look.soft },
        axisPointer: {
          show: true, triggerTooltip: true, lineStyle: { color: look.ink, width: 1, type: 'solid', opacity: 0.6 },
          label: { show: false },
        },
      })),
      yAxis: layout.map((row, i) => axisY(row, i, look, faint, letters)),
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      tooltip: { trigger: 'axis', showContent: false, axisPointer: { type: 'line', snap: false } },
      toolbox: { show: true, itemSize: 0, top: -40, feature: { dataZoom: { xAxisIndex: 'all', yAxisIndex: false, filterMode: 'none', brushStyle: { color: look.hatch, opacity: 0.25 } } } },
      dataZoom: [{ type: 'inside', xAxisIndex: layout.map((row, i) => i), filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseMove: false, moveOnMouseWheel: false }],
      series: seriesOf(data, bins, layout, look, letters),
    };
  }

  function axisY(row, i, look, faint, letters) {
    const common = {
      gridIndex: i, splitNumber: 3, axisLine: { show: false }, axisTick: { show: false },
      splitLine: faint, axisLabel: { color: look.soft, fontSize: letters.small, hideOverlap: true },
    };
    if (row.kind === 'latency') {
      return Object.assign(common, { type: 'log', axisLabel: { ...common.axisLabel, formatter: Look.latencyTick } });
    }
    if (row.kind === 'errors') {
      return Object.assign(common, { type: 'value', min: 0, max: 1, interval: 0.5, axisLabel: { ...common.axisLabel, formatter: value => value * 100 + ' %' } });
    }
    if (row.kind === 'lanes') {
      return Object.assign(common, {
        type: 'category', data: row.lanes, inverse: true, splitLine: { show: false },
        axisLabel: { show: false },
      });
    }
    return Object.assign(common, { type: 'value', min: 0 });
  }

  function height(data, size) {
    return rows(data, size).total;
  }

  return { option, height };
})();

/* The lanes below: load steps, each fault's moments, notes. */
const Lanes = (() => {
  function bar(row, lane, from, to, colour, width, opacity) {
    return {
      type: 'line', data: [[from, lane], [to, lane]], xAxisIndex: row, yAxisIndex: row, symbol: 'none', silent: true, animation: false,
      lineStyle: { color: colour, width, opacity, cap: 'butt' },
    };
  }

  function signed(letters, row, lane, at, symbol, size, colour, text, side, ink) {
    return {
      type: 'scatter', data: [[at, lane]], xAxisIndex: row, yAxisIndex: row, symbol, symbolSize: size, silent: true, animation: false,
      itemStyle: { color: colour, opacity: 1 }, z: 4,
      label: { show: text !== '', formatter: text, position: side || 'right', color: ink || colour, fontSize: letters.small, distance: 5 },
    };
  }

  function series(data, lanes, row, look, letters) {
    const sign = (...given) => signed(letters, ...given);
    const all = [bar(row, lanes[0], 0, 0, look.soft, 0, 0)];
    data.steps.forEach(step => {
      all.push(bar(row, 'load', step.from, step.to, look.soft, 4, 0.3));
      all.push(bar(row, 'load', step.full, step.fallFrom, look.soft, 16, 0.3));
      all.push(sign(row, 'load', step.full, 'rect', [1, 1], look.ink, step.text, 'right'));
    });
    data.faults.forEach(fault => {
      const first = fault.asked === null ? fault.down : fault.asked;
      if (first === null) return;
      if (fault.down !== null) {
        all.push(bar(row, fault.id, fault.down, fault.gone === null ? data.end : fault.gone, look.fail, 2, 0.9));
        all.push(bar(row, fault.id, fault.downFrom, fault.downTo, look.fail, 11, 0.8));
      }
      if (fault.asked !== null) all.push(sign(row, fault.id, fault.asked, 'rect', [2, 14], look.ink, first > data.end / 3 ? fault.id : '', 'left'));
      if (fault.proof !== null) all.push(sign(row, fault.id, fault.proof, 'diamond', 10, look.fail, ''));
      if (fault.gone !== null) all.push(sign(row, fault.id, fault.gone, 'rect', [2, 14], look.pass, first > data.end / 3 ? '' : fault.id, 'right', look.ink));
    });
    data.notes.forEach(note => all.push(sign(row, 'notes', note.at, 'triangle', 9, look.unsure, note.text.slice(0, 40))));
    return all;
  }

  return { series };
})();
