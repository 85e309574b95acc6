import { describe, expect, it } from 'vitest';

import { SpeedMeter } from './speed-meter';

describe('SpeedMeter', () => {
  it('knows nothing before it has seen enough', () => {
    const meter = new SpeedMeter();
    meter.note(0, 0);
    meter.note(1000, 300);
    expect(meter.bytesPerSecond(300)).toBe(0);
    expect(meter.secondsLeft(5000, 300)).toBeUndefined();
  });

  it('tells the speed of the last seconds, not of the whole way', () => {
    const meter = new SpeedMeter();
    let bytes = 0;
    for (let ms = 0; ms <= 20_000; ms += 250) meter.note((bytes += 25), ms);
    for (let ms = 20_250; ms <= 40_000; ms += 250) meter.note((bytes += 250), ms);
    expect(meter.bytesPerSecond(40_000)).toBeCloseTo(1000, -1);
    expect(meter.secondsLeft(10_000, 40_000)).toBeCloseTo(10, 0);
  });

  it('falls while nothing goes', () => {
    const meter = new SpeedMeter();
    meter.note(0, 0);
    meter.note(4000, 4000);
    expect(meter.bytesPerSecond(8000)).toBe(500);
  });

  it('begins anew when parts broke off and are sent again', () => {
    const meter = new SpeedMeter();
    meter.note(0, 0);
    meter.note(9000, 1000);
    meter.note(1000, 2000);
    expect(meter.bytesPerSecond(2000)).toBe(0);
    meter.note(2000, 3000);
    expect(meter.bytesPerSecond(3000)).toBe(1000);
  });
});
