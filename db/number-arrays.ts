type Numbers = readonly (number | null)[];

/**
 * How arrays of numbers travel. The driver's own reader turns a NULL among them into NaN, and in our arrays
 * "not asked" is a NULL.
 */
const numberArray = (oid: number) => ({
  to: oid,
  from: [oid],
  serialize: (value: Numbers | string) =>
    typeof value === "string" ? value : `{${value.map((x) => x ?? "NULL").join(",")}}`,
  parse: (text: string) =>
    text === "{}"
      ? []
      : text
          .slice(1, -1)
          .split(",")
          .map((x) => (x === "NULL" ? null : Number(x))),
});

/**
 * By PostgreSQL's fixed numbers of its types: smallint[], integer[], real[], double precision[]. Arrays of
 * other types reach a query as text: select them as JSON.
 */
export const NUMBER_ARRAYS = {
  smallints: numberArray(1005),
  integers: numberArray(1007),
  reals: numberArray(1021),
  doubles: numberArray(1022),
};
