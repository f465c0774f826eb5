/** How far each listing is, worked out here: where a reader is goes nowhere. Pure. */
import { readPlanes } from "./facets.mjs";

const EARTH_KM = 6371;
export const KM_A_MILE = 1.609344;
const radians = (degrees) => (degrees * Math.PI) / 180;

/** The way along the surface between two points in degrees, in kilometres. */
export function distanceKm([lat1, lon1], [lat2, lon2]) {
  const half = (angle) => Math.sin(radians(angle) / 2) ** 2;
  const part = half(lat2 - lat1) + Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * half(lon2 - lon1);
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(part)));
}

/** Where each row is, [latitude, longitude] or null, whether that is only near, and whether the group takes a break. */
export function readPlaces(file, count) {
  const latitudes = readPlanes(file.latitude, count);
  const longitudes = readPlanes(file.longitude, count);
  const degrees = (value, least) => (value - 1) / file.fine - least;
  const points = Array.from(latitudes, (value, row) =>
    value ? [degrees(value, 90), degrees(longitudes[row], 180)] : null,
  );
  const how = readPlanes(file.how, count);
  return { points, nearly: how.map((one) => one & 1), rests: how.map((one) => one & 2) };
}

/** The kilometres to each row; Infinity where nobody knows where it is. */
export function distances(points, from) {
  return Float64Array.from(points, (point) => (point ? distanceKm(from, point) : Infinity));
}
