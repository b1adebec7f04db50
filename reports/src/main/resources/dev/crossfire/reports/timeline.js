'use strict';
/* The timeline: small multiples on one shared time axis. */
const Timeline = (() => {
  const SIDE = 16;
  const TALL = { wide: 112, narrow: 96, paper: 36 };

  /* The rows from top to bottom; the first leaves room for so many lines of words above it. */
  function rows(data, size, levels) {
    const tall = TALL[size];
    const rows = [
      { kind: 'rate', title: 'Requests/s: offered (thin), correct answers (bold)', height: tall },
      { kind: 'errors', title: 'Errors, share of requests offered', height: tall * 0.7 },
    ];
    data.cohorts.forEach((cohort, i) => rows.push({
      kind: 'latency', cohort: i, height: tall * 0.9, title: 'Latency of ' + cohort.name + ': p95 (bold), p50 and p99 (thin)',
    }));
    rows.push({ kind: 'flight', title: 'Requests in flight', height: tall * 0.6 });
    if (data.system.reached.length > 0) {
      rows.push({ kind: 'reached', title: 'Requests/s: offered (thin), reached the system (bold)' + (size === 'narrow' ? '' : ' by ' + data.system.reached.map(each => each.source).join(', ')), height: tall * 0.6 });
    }
    if (data.system.serving.length > 0) {
      rows.push({ kind: 'serving', title: 'Replicas serving by ' + data.system.serving.map(each => each.source + ', of ' + each.known).join('; '), height: tall * 0.45 });
    }
    const lanes = Lanes.of(data, size);
    if (lanes.length > 0) rows.push({ kind: 'lanes', lanes, title: '', height: Lanes.height(lanes, size) });
    const gap = size === 'paper' ? 21 : 36;
    let top = (size === 'paper' ? 18 : 26) + Math.max(1, levels) * Look.level(size);
    for (const row of rows) {
      /* A caption of its own is all that a lane has above it. */
      row.top = row.kind === 'lanes' ? top - gap / 3 : top;
      top = row.top + row.height + gap;
    }
    rows.bottom = top - gap;
    rows.total = top + (size === 'paper' ? 9 : 10);
    return rows;
  }

  function pairs(x, values) {
    return x.map((each, i) => [each, values[i]]);
  }

  /* Users impacted tinted, fault in effect without measurable impact hatched, and recovery brackets, through a row; a cohort's row has its own. */
  function marks(data, look, hatch, cohort) {
    const areas = [];
    const mine = name => cohort === undefined || name === data.cohorts[cohort].name;
    data.impacts.forEach(impact => {
      for (let i = 0; i + 1 < impact.withoutImpact.length; i += 2) {
        areas.push([{ xAxis: impact.withoutImpact[i], itemStyle: { color: hatch, opacity: 1 } }, { xAxis: impact.withoutImpact[i + 1] }]);
      }
    });
    const users = data.impacts.flatMap(impact => impact.users).filter(user => mine(user.cohort));
    united(users).forEach(([from, to]) => areas.push([
      { xAxis: from, itemStyle: { color: look.fail, opacity: 0.17 } }, { xAxis: to },
    ]));
    const brackets = data.brackets.filter(bracket => mine(bracket.cohort));
    brackets.forEach(bracket => areas.push([
      { xAxis: bracket.low, itemStyle: { color: look.pass, opacity: 0.25 } }, { xAxis: bracket.high },
    ]));
    return {
      markArea: { silent: true, data: areas },
      markLine: {
        silent: true, symbol: 'none', animation: false,
        data: brackets.map(bracket => ({ xAxis: bracket.at, lineStyle: { color: look.pass, width: 1.6, type: 'solid' }, label: { show: false } })),
      },
    };
  }

  /* Stretches that overlap, as one. */
  function united(spans) {
    const all = [];
    spans.slice().sort((one, other) => one.from - other.from).forEach(span => {
      const last = all[all.length - 1];
      if (last && span.from <= last[1]) last[1] = Math.max(last[1], span.to); else all.push([span.from, span.to]);
    });
    return all;
  }

  /* The words above the first row. */
  function said(data, size, width, range, most) {
    const colour = Look.colours().pass;
    const items = data.brackets.map(bracket => ({ at: bracket.at, text: bracket.cohort + ' ' + bracket.text, colour }));
    return Look.placed(items, range, width - left(size) - SIDE, size, most);
  }

  /* The same for the range that is shown; zooming never needs more room than all needs. */
  function words(data, size, width, range) {
    const levels = said(data, size, width, [0, data.end]).levels;
    return Look.drawn(said(data, size, width, range, levels), left(size), rows(data, size, levels)[0].top, size);
  }

  function left(size) {
    return size === 'narrow' ? 52 : 58;
  }

  function line(row, name, data, colour, dash, width, extra) {
    return Object.assign({
      type: 'line', name, data, xAxisIndex: row, yAxisIndex: row, showSymbol: false, symbol: 'circle', symbolSize: 5,
      connectNulls: false, animation: false, emphasis: { disabled: true },
      lineStyle: { color: colour, width, type: dash }, itemStyle: { color: colour },
    }, extra || {});
  }

  const curves = {
    rate: (index, row, data, bins, look) => bins.cohorts.flatMap((cohort, i) => [
      line(index, 'offered', pairs(bins.x, cohort.offered), look.cohorts[i], Look.dashes[i], 1, { lineStyle: { color: look.cohorts[i], width: 1, opacity: 0.75, type: Look.dashes[i] } }),
      line(index, 'completed', pairs(bins.x, cohort.completed), look.cohorts[i], Look.dashes[i], 2.2),
    ]),
    errors: (index, row, data, bins, look) => bins.cohorts.map((cohort, i) =>
      line(index, 'errors', pairs(bins.x, cohort.errors), look.cohorts[i], Look.dashes[i], 2, { areaStyle: { color: look.cohorts[i], opacity: 0.12 } })),
    latency: (index, row, data, bins, look) => {
      const cohort = bins.cohorts[row.cohort];
      const colour = look.cohorts[row.cohort];
      const thin = { lineStyle: { color: colour, width: 1, opacity: 0.8, type: 'solid' } };
      const shown = values => values.map(value => value === null ? null : Math.max(value, 0.1));
      return [
        line(index, 'p50', pairs(bins.x, shown(cohort.p50)), colour, 'solid', 1, thin),
        line(index, 'p95', pairs(bins.x, shown(cohort.p95)), colour, Look.dashes[row.cohort], 2.2),
        line(index, 'p99', pairs(bins.x, shown(cohort.p99)), colour, 'solid', 1, thin),
      ];
    },
    flight: (index, row, data, bins, look) => bins.cohorts.map((cohort, i) =>
      line(index, 'in flight', pairs(bins.x, cohort.inFlight), look.cohorts[i], Look.dashes[i], 2)),
    /* The system's figures are no finer than the bins of the whole run. */
    reached: (index, row, data, bins, look) => [
      line(index, 'offered', pairs(data.timeline.x, data.timeline.x.map((_, i) => total(data, i))), look.soft, 'solid', 1),
      ...data.system.reached.map((source, i) => line(index, 'reached', pairs(data.timeline.x, source.perSecond), look.ink, Look.dashes[i % 5], 2)),
    ],
    serving: (index, row, data, bins, look) => data.system.serving.map((source, i) =>
      line(index, 'serving', pairs(data.timeline.x, source.fewest), look.ink, Look.dashes[i % 5], 2, { step: 'middle' })),
    lanes: (index, row, data, bins, look, size) => Lanes.series(row.lanes, index, look, size),
  };

  function total(data, i) {
    return data.timeline.cohorts.reduce((sum, cohort) => sum + (cohort.offered[i] || 0), 0);
  }

  function seriesOf(data, bins, layout, look, letters, size) {
    const hatch = Look.hatch(look.hatch);
    return layout.flatMap((row, index) => {
      const drawn = curves[row.kind](index, row, data, bins, look, size);
      if (drawn.length === 0 || row.kind === 'lanes') return drawn;
      const through = marks(data, look, hatch, row.cohort);
      const within = row.kind === 'latency' ? data.cohorts[row.cohort].withinMillis : null;
      if (within !== null) {
        through.markLine.data.push({
          yAxis: within, lineStyle: { color: look.ink, width: 1, type: [3, 3] },
          label: { position: 'insideEndTop', color: look.ink, fontSize: letters.small, formatter: 'latency limit ' + Look.latencyTick(within) },
        });
      }
      Object.assign(drawn[0], through);
      return drawn;
    });
  }

  function option(data, bins, size, width, range) {
    const look = Look.colours();
    const layout = rows(data, size, said(data, size, width, [0, data.end]).levels);
    const letters = Look.letters(size);
    const last = layout.length - 1;
    const faint = { lineStyle: { color: look.rule } };
    const titles = layout.filter(row => row.title !== '').map(row => ({
      text: row.title, left: 4, top: row.kind === 'rate' ? 4 : row.top - (size === 'paper' ? 17 : 24),
      textStyle: { color: look.soft, fontSize: size === 'narrow' ? 11 : letters.plain, fontWeight: 'normal', width: width - 16, overflow: 'truncate' },
    }));
    const lanes = layout.find(row => row.kind === 'lanes');
    const captions = lanes ? Lanes.captions(lanes.lanes, lanes, size, look, letters, size === 'narrow' ? 6 : left(size), width - (size === 'narrow' ? 12 : left(size) + SIDE)) : [];
    return {
      animation: false,
      textStyle: { color: look.soft, fontFamily: Look.font(), fontSize: letters.plain },
      title: [...titles, ...captions, {
        text: 'seconds after t = 0', right: SIDE, top: layout.bottom + (size === 'paper' ? 17 : 24), padding: 0,
        textStyle: { color: look.soft, fontSize: letters.small, fontWeight: 'normal' },
      }],
      /* Bounds of its own would move one row's time axis against the others'. */
      grid: layout.map(row => ({ left: left(size), right: SIDE, top: row.top, height: row.height, outerBoundsMode: 'none' })),
      graphic: words(data, size, width, range),
      xAxis: layout.map((row, i) => ({
        type: 'value', gridIndex: i, min: 0, max: data.end, splitLine: { show: row.kind !== 'lanes', lineStyle: { color: look.wash } },
        axisLine: { onZero: false, lineStyle: { color: look.rule } }, axisTick: { show: i === last, ...faint },
        axisLabel: { show: i === last, color: look.soft, fontSize: letters.small, formatter: Look.tick, hideOverlap: true, showMaxLabel: false },
        axisPointer: {
          show: true, triggerTooltip: true, lineStyle: { color: look.ink, width: 1, type: 'solid', opacity: 0.6 },
          label: { show: false },
        },
      })),
      yAxis: layout.map((row, i) => axisY(data, row, i, look, faint, letters)),
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      tooltip: { trigger: 'axis', showContent: false, axisPointer: { type: 'line', snap: false } },
      toolbox: { show: true, itemSize: 0, top: -40, feature: { dataZoom: { xAxisIndex: 'all', yAxisIndex: false, filterMode: 'none', brushStyle: { color: look.hatch, opacity: 0.25 } } } },
      dataZoom: [{ type: 'inside', xAxisIndex: layout.map((row, i) => i), filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseMove: false, moveOnMouseWheel: false }],
      series: seriesOf(data, bins, layout, look, letters, size),
    };
  }

  function axisY(data, row, i, look, faint, letters) {
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
    if (row.kind === 'serving') {
      const most = Math.max(1, ...data.system.serving.map(source => source.known));
      return Object.assign(common, { type: 'value', min: 0, max: most, interval: most });
    }
    if (row.kind === 'lanes') {
      return Object.assign(common, {
        type: 'category', data: row.lanes.map((lane, index) => String(index)), inverse: true, splitLine: { show: false }, axisLabel: { show: false },
      });
    }
    return Object.assign(common, { type: 'value', min: 0, splitNumber: row.kind === 'rate' ? 3 : 2 });
  }

  function height(data, size, width) {
    return rows(data, size, said(data, size, width, [0, data.end]).levels).total;
  }

  return { option, words, height };
})();
