# R survey on a file of generate.mjs: Rscript time-core.R data.csv repeats jkn(1|0) prints JSON: seconds, figures, peak memory.
suppressPackageStartupMessages(library(survey))
a <- commandArgs(TRUE); repeats <- as.integer(a[2]); items <- sprintf("q%02d", 1:12); f <- as.formula(paste("~", paste(items, collapse = "+")))
clock <- function(g, times = repeats) { best <- Inf; for (i in seq_len(times)) { gc(FALSE); t <- system.time(v <- g())[["elapsed"]]; best <- min(best, t) }; list(s = best, v = v) }
d <- read.csv(a[1], colClasses = c("integer", "integer", "integer", "numeric", rep("integer", 14))); d$unit <- d$stratum * 20L + d$psu; d$age <- factor(d$age); d$sex <- factor(d$sex); W <- sum(d$weight)
design <- clock(function() svydesign(ids = ~unit, strata = ~stratum, weights = ~weight, data = d))
cells <- clock(function() svyby(f, ~street, design$v, svymean))
raked <- clock(function() { r <- calibrate(design$v, ~ age + sex, W * c(1, .37, .30, .50), calfun = "raking", epsilon = 1e-12, maxit = 100); svymean(f, r) })
# 30 streets x 12 items, items fastest, as the other program lists them.
est <- as.vector(t(matrix(coef(cells$v), 30))); se <- as.vector(t(as.matrix(SE(cells$v))))
# A sample too large for the memory loses the jackknife only; the reason goes to standard error.
jkn <- if (a[3] == "1") tryCatch(clock(function() svymean(f, as.svrepdesign(design$v, type = "JKn")), 1), error = function(e) { message("R's jackknife did not finish: ", conditionMessage(e)); NULL })
num <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ","), "]")
peak <- tryCatch(as.numeric(sub("\\D*(\\d+).*", "\\1", grep("VmHWM", readLines("/proc/self/status"), value = TRUE))) / 1024, error = function(e) NA)
cat(sprintf('{"version":"R %s, survey %s","seconds":{"taylor":%.4f,"raked":%.4f,"jkn":%s},"peakMiB":%s,"estimate":%s,"se":%s,"rakedMean":%s,"rakedSe":%s,"jknMean":%s,"jknSe":%s}\n',
  getRversion(), packageVersion("survey"), design$s + cells$s, raked$s, if (is.null(jkn)) "null" else sprintf("%.4f", jkn$s), if (is.na(peak)) "null" else sprintf("%.1f", peak),
  num(est), num(se), num(coef(raked$v)), num(SE(raked$v)), if (is.null(jkn)) "[]" else num(coef(jkn$v)), if (is.null(jkn)) "[]" else num(SE(jkn$v))))
