/** A pattern for what is not known: lines aslant, to be used as `url(#id)`. */
export const Hatch = ({ id }: { id: string }) => (
  <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <line x1={0} x2={0} y1={0} y2={6} strokeWidth={2} className="stroke-line-strong" />
  </pattern>
);
