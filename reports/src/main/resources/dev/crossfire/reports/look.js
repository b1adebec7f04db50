'use strict';
/* How the pictures look: colours from the style sheet, so that theme and paper need no second list. */
const Look = (() => {
  const dashes = ['solid', [7, 3], [2, 3], [9, 3, 2, 3], [4, 2]];

  function colours() {
    const style = getComputedStyle(document.documentElement);
    const of = name => style.getPropertyValue('--' + name).trim();
    return {
      cohorts: [0, 1, 2, 3, 4].map(i => of('c' + i)),
      ink: of('ink'), soft: of('soft'), rule: of('rule'), card: of('card'), wash: of('wash'),
      pass: of('pass'), fail: of('fail'), unsure: of('unsure'), hatch: of('hatch'),
    };
  }

  /* Slanted lines, as an image that the chart library repeats. */
  function hatch(colour) {
    const tile = document.createElement('canvas');
    tile.width = tile.height = 16;
    const pen = tile.getContext('2d');
    pen.strokeStyle = colour;
    pen.globalAlpha = 0.34;
    pen.lineWidth = 1.6;
    for (const shift of [-16, 0, 16]) {
      pen.moveTo(shift - 2, 18);
      pen.lineTo(shift + 18, -2);
    }
    pen.stroke();
    return { image: tile, repeat: 'repeat', scaleX: 0.5, scaleY: 0.5 };
  }

  /* A moment after t = 0. */
  function seconds(value) {
    return value.toFixed(2) + ' s';
  }

  /* The rounding of FigureText: whole from 100 on, three digits that count below, two below 1. */
  function number(value) {
    return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(Math.abs(value) < 1 ? 2 : 3)));
  }

  function tick(value) {
    return String(Math.round(value * 1000) / 1000);
  }

  function millis(value) {
    if (value === null || value === undefined) return '–';
    return number(value) + ' ms';
  }

  function latencyTick(value) {
    return value >= 1000 ? value / 1000 + ' s' : value + ' ms';
  }

  function percent(value) {
    return value === null || value === undefined ? '–' : number(value * 100) + ' %';
  }

  function wall(zeroMillis, value) {
    return new Date(zeroMillis + value * 1000).toISOString().slice(11, 23) + ' UTC';
  }

  /* A canvas cannot inherit a font. */
  function font() {
    return getComputedStyle(document.body).fontFamily;
  }

  /* What is written in a picture, by where it is seen. */
  function letters(size) {
    return size === 'paper' ? { plain: 9, small: 8.5 } : { plain: 12, small: 11 };
  }

  /* How much room one line of words above a picture takes. */
  function level(size) {
    return size === 'paper' ? 11 : 15;
  }

  const MOST_LEVELS = 5;
  const ruler = document.createElement('canvas').getContext('2d');

  /* Puts words above their moments so that none covers another, on as many levels as that takes; words out of the range are left out. */
  function placed(items, range, width, size, most) {
    ruler.font = '600 ' + letters(size).small + 'px ' + font();
    const ends = [];
    const texts = items
      .filter(item => item.at >= range[0] && item.at <= range[1])
      .map(item => {
        const wide = ruler.measureText(item.text).width;
        const middle = (item.at - range[0]) / (range[1] - range[0]) * width;
        return { ...item, wide, x: Math.max(0, Math.min(width - wide, middle - wide / 2)) };
      })
      .sort((one, other) => one.x - other.x)
      .filter(item => {
        let free = ends.findIndex(end => end + 8 <= item.x);
        if (free < 0) free = ends.length;
        if (free >= (most || MOST_LEVELS)) return false;
        ends[free] = item.x + item.wide;
        item.level = free;
        return true;
      });
    return { texts, levels: ends.length };
  }

  /* Placed words as the chart library wants them; left and top are the corner of the plot. */
  function drawn(said, left, top, size) {
    return said.texts.map(item => ({
      type: 'text', silent: true, x: left + item.x, y: top - (item.level + 1) * level(size),
      style: { text: item.text, fill: item.colour, font: '600 ' + letters(size).small + 'px ' + font() },
    }));
  }

  /* On how many lines the chart library lays a legend out. */
  function legendLines(names, width, size) {
    ruler.font = letters(size).plain + 'px ' + font();
    let lines = 1;
    let at = 0;
    names.forEach(name => {
      const wide = ruler.measureText(name).width + (size === 'paper' ? 8 : 12) + 5;
      if (at > 0 && at + wide > width) {
        lines++;
        at = 0;
      }
      at += wide + 10;
    });
    return lines;
  }

  /* L of each cohort; cohorts with the same share a line. */
  function limits(data) {
    const names = new Map();
    data.cohorts.filter(cohort => cohort.withinMillis !== null).forEach(cohort =>
      names.set(cohort.withinMillis, [...(names.get(cohort.withinMillis) || []), cohort.name]));
    return [...names].map(([within, cohorts]) => ({ within, text: 'latency limit of ' + cohorts.join(', ') }));
  }

  return { level, legendLines, placed, drawn, limits, letters, font, dashes, colours, hatch, seconds, tick, millis, latencyTick, percent, wall };
})();
