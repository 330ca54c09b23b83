/**
 * Survey statistics: everything that another program would ask for, by the question it answers.
 *
 * Data in, data out: rows as typed columns (`categories` makes codes of labels) or as a tally, designs as plain objects.
 * Methods, formulas, sources and reference tests: METHODS.md. A sample that cannot bear an estimate throws `DesignError`.
 */
export { DesignError, type DesignErrorDetails } from "./design-error.ts";

// Designs and estimates from unit rows
export * from "./estimation.ts";

export { benjaminiHochbergAdjusted, holmAdjusted } from "./estimation/adjust-p-values.ts";

// The same from a tally, and what both share
export { designCovariance } from "./estimation/design-covariance.ts";
export { designDegrees, domainDegrees, satterthwaiteDegrees } from "./estimation/degrees-of-freedom.ts";
export { indexDesign } from "./estimation/design-index.ts";
export { domainsBy, wholeDomain, type Domain } from "./estimation/domains.ts";
export { criticalValues, logitInterval, tInterval, type Interval } from "./estimation/intervals.ts";
export { effectiveSize, proportionInterval } from "./estimation/proportion-intervals.ts";
export { ratioComposite, type Linearised, type RatioTable } from "./estimation/ratio-composite.ts";
export { ratiosByItem } from "./estimation/ratios-by-item.ts";
export * from "./tally.ts";
export { oneRowAUnit } from "./tally/one-row-a-unit.ts";

// Weighting
export { prepareCalibration, type Margin, type NumericAuxiliary } from "./estimation/calibration.ts";
export { calibrateWeights, type CalibrationOptions } from "./weighting/calibrate-weights.ts";
export { collapseUnits } from "./weighting/collapse-units.ts";
export { columnMargin } from "./weighting/column-margin.ts";
export { householdWeights, type HouseholdCase } from "./weighting/household-weights.ts";
export { interceptWeights, type InterceptSession } from "./weighting/intercept-weights.ts";
export { kishEffect, kishEffectOf } from "./weighting/kish.ts";
export { personWeights } from "./weighting/person-weights.ts";
export { poststratify } from "./weighting/poststratify.ts";
export { rake, type RakingOptions, type RakingReport } from "./weighting/rake.ts";
export { tallyMargin } from "./weighting/tally-margin.ts";
export { trimAndCalibrate } from "./weighting/trim-and-calibrate.ts";
export { trimHouseholds, trimIntercepts } from "./weighting/trim-units.ts";
export { trimWeights, type TrimOptions } from "./weighting/trim-weights.ts";
export { unitRows, type WeightedRows } from "./weighting/weighted-rows.ts";
export { weightedResponseRate } from "./weighting/weighted-response-rate.ts";
export type { WeightEffects } from "./weighting/weight-effects.ts";

// Replication
export { balancedReplicates } from "./replication/balanced-replicates.ts";
export { bootstrapReplicates } from "./replication/bootstrap-replicates.ts";
export { givenReplicates } from "./replication/given-replicates.ts";
export { jackknife1, jackknifeN } from "./replication/jackknife.ts";
export { calibratedAgain, rakedAgain } from "./replication/recalibration.ts";
export { prepareReplicates } from "./replication/prepare-replicates.ts";
export { replicateMeans, replicateRatio, replicateUnitTotals } from "./replication/replicate-means.ts";
export { replicateQuantiles } from "./replication/replicate-quantiles.ts";
export type { ReplicateCentre, Replicates } from "./replication/replicates.ts";
export { replicateStatistic } from "./replication/replicate-statistic.ts";
export { replicateComposite, replicateRatios, replicateTotals } from "./replication/replicate-table.ts";

// Regression
export { coefficientTable } from "./regression/coefficient-table.ts";
export { fitRegression } from "./regression/fit-regression.ts";
export { modelMatrix } from "./regression/model-matrix.ts";
export { predictRegression } from "./regression/predict-regression.ts";
export { itemResponse, unitResponse } from "./regression/regression-response.ts";
export { estimateDrivers } from "./drivers/estimate-drivers.ts";
export { waldTest } from "./regression/wald-test.ts";

// The share, its parts and the points lost
export { contrastShares } from "./score/contrast-shares.ts";
export { estimateItemDifferences } from "./score/item-differences.ts";
export { estimateLosses } from "./score/estimate-losses.ts";
export { estimateSharesBy } from "./score/estimate-shares-by.ts";
export { estimateWave, type WaveEstimates, type WaveInput } from "./score/estimate-wave.ts";
export { independentDifference } from "./score/mode-differences.ts";
export { lambdaBy } from "./score/other-lambdas.ts";
export { cycleTotal, wholeScoreReaches, yearTotal } from "./score/whole-score.ts";
export { isWithheld, type Outcome, type Withheld } from "./score/withheld.ts";

// Ranks
export { compareOrders } from "./ranking/compare-orders.ts";
export { kendallTau } from "./ranking/kendall-tau.ts";
export { pairDegrees } from "./ranking/pair-degrees.ts";
export { normalPairDraws } from "./ranking/pair-draws.ts";
export { pairProbabilities } from "./ranking/pair-probabilities.ts";
export { pairStatistics } from "./ranking/pair-statistics.ts";
export { bootstrapPairDraws } from "./ranking/bootstrap-pair-draws.ts";
export { rankProbabilities } from "./ranking/rank-probabilities.ts";
export { rankSets, type RankOptions, type RankSets } from "./ranking/rank-sets.ts";
export { rankStreets } from "./ranking/rank-streets.ts";
export { jointTargetProbabilities, targetProbabilities } from "./ranking/target-probabilities.ts";

// Small areas
export { benchmarkAreas } from "./small-area/benchmark-areas.ts";
export { directAreas } from "./small-area/direct-areas.ts";
export { fitFayHerriot } from "./small-area/fay-herriot.ts";
export { predictUnsampled } from "./small-area/predict-unsampled.ts";
export type { Covariate, SampledAreas } from "./small-area/sampled-areas.ts";
export { poolVariances, smoothVariances } from "./small-area/smooth-variances.ts";

// Trends
export { averagedTargetProbability, averageForecast } from "./trends/average-forecast.ts";
export { changesBetweenWaves } from "./trends/changes-between-waves.ts";
export { fitLocalLevel } from "./trends/fit-local-level.ts";
export { forecastLevel, targetProbability } from "./trends/forecast-level.ts";
export { levelChange } from "./trends/level-change.ts";
export type { LevelSeries } from "./trends/level-series.ts";
export { stackCalibrations } from "./trends/stack-calibrations.ts";
export { stackTallies } from "./trends/stack-tallies.ts";
export { stackWaves, waveDomainsBy } from "./trends/stack-waves.ts";

// Volunteers beside a probability sample
export { combineSamples, compareSamples } from "./volunteers/combine-samples.ts";
export { doublyRobustMean } from "./volunteers/doubly-robust-mean.ts";
export {
  adjustedLogisticWeights,
  chenLiWuWeights,
  elliottValliantWeights,
} from "./volunteers/pseudo-weights.ts";
export type { TwoSamples } from "./volunteers/propensity.ts";
export type { VolunteerStudy } from "./volunteers/two-sample-variance.ts";
export { volunteerMean } from "./volunteers/volunteer-mean.ts";

// Planning
export { allocate } from "./planning/allocate.ts";
export { bestClusterTake, clusterDesignEffect } from "./planning/cluster-take.ts";
export { expectedMargins } from "./planning/expected-margins.ts";
export { planTakes } from "./planning/plan-takes.ts";
export { varianceComponents } from "./planning/variance-components.ts";
export { detectableDifference } from "./planning/detectable-difference.ts";
export { sampleSize } from "./planning/sample-size.ts";
