'use strict';
/* The lanes below the curves: load steps, impact on users, faults, alarms, notes. Each has a caption of its own above its bar. */
const Lanes = (() => {
  const SIZES = { wide: 36, narrow: 36, paper: 22 };

  /* What is drawn, from top to bottom; bars are [from, to, colour's name, width, opacity], signs [at, shape, size, colour's name]. */
  function of(data, size) {
    const lanes = [];
    const cohortsWithSteps = [...new Set(data.steps.map(step => step.cohort))];
    cohortsWithSteps.forEach(cohort => {
      const steps = data.steps.filter(step => step.cohort === cohort);
      lanes.push({
        text: 'Load planned: ' + steps.map(step => step.text).join('; '), signs: [],
        bars: steps.flatMap(step => [[step.from, step.to, 'soft', 3, 0.4], [step.full, step.fallFrom, 'soft', 10, 0.45]]),
      });
    });
    if (data.impacts.length > 0) impacts(data, lanes);
    data.faults.forEach(fault => lanes.push(faultLane(data, fault, size)));
    const names = [...new Set(data.system.alarms.map(alarm => alarm.name))];
    names.forEach(name => {
      const alarms = data.system.alarms.filter(alarm => alarm.name === name);
      lanes.push({
        text: 'Alarm ' + name + ': ' + alarms.slice(0, 3).map(alarm => alarm.text).join(', ') + (alarms.length > 3 ? ', …' : ''),
        bars: alarms.map(alarm => [alarm.from, alarm.to === null ? data.end : alarm.to, 'unsure', 9, 0.85]), signs: [],
      });
    });
    if (data.notes.length > 0) {
      lanes.push({
        text: data.notes.length === 1 ? 'Note: ' + data.notes[0].text : data.notes.length + ' notes; the first: ' + data.notes[0].text,
        bars: [], signs: data.notes.map(note => [note.at, 'triangle', 9, 'unsure']),
      });
    }
    return lanes;
  }

  function impacts(data, lanes) {
    const users = data.impacts.flatMap(impact => impact.users);
    data.cohorts.forEach((cohort, i) => {
      const spans = users.filter(user => user.cohort === cohort.name);
      if (spans.length === 0) return;
      const figures = data.brackets.filter(bracket => bracket.cohort === cohort.name).map(bracket => bracket.text + ' after ' + bracket.fault);
      lanes.push({
        text: 'Users impacted: ' + cohort.name + (figures.length > 0 ? ', recovered ' + figures.slice(0, 3).join('; ') : ', recovery not seen'),
        bars: spans.map(span => [span.from, span.to, i, 9, 0.95]), signs: [],
      });
    });
    if (users.length === 0) lanes.push({ text: 'Users impacted: none', bars: [], signs: [] });
  }

  function faultLane(data, fault, size) {
    const lane = {
      text: 'Fault ' + fault.id + ': ' + (size === 'narrow' ? fault.brief : fault.text),
      bars: [], signs: [],
    };
    if (fault.effective !== null) {
      lane.bars.push([fault.effective, fault.cleared === null ? data.end : fault.cleared, 'fail', 2, 0.9], [fault.effectiveFrom, fault.effectiveTo, 'fail', 10, 0.8]);
    }
    if (fault.injected !== null) lane.signs.push([fault.injected, 'rect', [2, 12], 'ink']);
    if (fault.confirmed !== null) lane.signs.push([fault.confirmed, 'diamond', 10, 'fail']);
    if (fault.cleared !== null) lane.signs.push([fault.cleared, 'rect', [2, 12], 'pass']);
    return lane;
  }

  function colour(look, name) {
    return typeof name === 'number' ? look.cohorts[name] : look[name];
  }

  function series(lanes, row, look, size) {
    const thin = size === 'paper' ? 0.6 : 1;
    const common = { xAxisIndex: row, yAxisIndex: row, silent: true, animation: false };
    const all = [{ ...common, type: 'line', data: [], symbol: 'none' }];
    lanes.forEach((lane, i) => {
      lane.bars.forEach(([from, to, name, width, opacity]) => all.push({
        ...common, type: 'line', data: [[from, i], [to, i]], symbol: 'none',
        lineStyle: { color: colour(look, name), width: width * thin, opacity, cap: 'butt' },
      }));
      lane.signs.forEach(([x, symbol, symbolSize, name]) => all.push({
        ...common, type: 'scatter', data: [[x, i]], symbol, symbolSize: Array.isArray(symbolSize) ? symbolSize.map(each => each * thin) : symbolSize * thin, itemStyle: { color: colour(look, name), opacity: 1 }, z: 4,
      }));
    });
    return all;
  }

  /* The captions as titles, which are cut where the picture ends. */
  function captions(lanes, row, size, look, letters, left, width) {
    return lanes.map((lane, i) => ({
      text: lane.text, left, top: row.top + i * SIZES[size] - (size === 'paper' ? 3 : 4), padding: 0,
      textStyle: { color: look.ink, fontSize: letters.small, fontWeight: 'normal', width, overflow: 'truncate' },
    }));
  }

  return { of, series, captions, height: (lanes, size) => lanes.length * SIZES[size] };
})();
