# Made-up schools in districts, sampled as the help pages of R survey sample theirs, and those pages' own calls on them
# (svymean, svyby, svyratio, svyquantile, svyciprop, calibrate, postStratify, trimWeights, as.svrepdesign): writes
# schools-*.csv and schools-expected.json. Rscript make-schools.R, R 4.2.2, survey 4.1-1.
suppressPackageStartupMessages({ library(survey); library(jsonlite) }); set.seed(710421)
N <- 60; size <- sample(3:18, N, TRUE); n <- sum(size); dnum <- rep(sample(100:900, N), size); lev <- rep(rnorm(N, 0, 60), size)
all <- data.frame(dnum, snum = seq_len(n), stype = sample(c("E", "H", "M"), n, TRUE, c(.7, .12, .18)))
all$api99 <- round(630 + lev + rnorm(n, 0, 70)); all$api00 <- round(all$api99 + 30 + rnorm(n, 0, 20))
all$enroll <- round(exp(rnorm(n, 6, .5)) * ifelse(all$stype == "H", 2.5, 1)); all$api.stu <- round(all$enroll * runif(n, .7, .95))
all$sch.wide <- ifelse(runif(n) < plogis((all$api00 - 600) / 60), "Yes", "No")
h <- table(all$stype); take <- c(E = 40, H = 15, M = 20)
strat <- do.call(rbind, lapply(names(take), function(s) all[sample(which(all$stype == s), take[[s]]), ]))
strat$fpc <- as.vector(h[strat$stype]); strat$pw <- strat$fpc / take[strat$stype]
clus1 <- all[all$dnum %in% sample(unique(dnum), 9), ]; clus1$fpc <- N; clus1$pw <- round(n / nrow(clus1), 3)
clus2 <- do.call(rbind, lapply(sample(unique(dnum), 14), function(d) { i <- which(all$dnum == d); r <- all[sample(i, min(4, length(i))), ]; r$fpc2 <- length(i); r })); clus2$fpc1 <- N
clus2$enroll[c(5, 17, 30)] <- NA
pairs <- data.frame(area = rep(c("2", "10", "1", "30", "4"), each = 8), psu = rep(1:10, each = 4), w = 3.7, y = round(rnorm(40, 20, 5), 1), x = round(runif(40, 1, 9), 1), g = sample(c("a", "b"), 40, TRUE), one = rep(c("in", "out"), c(4, 36)))
pairs$z <- round(runif(40, 1, 9), 1); pairs$k <- sample(c("p", "q", "r"), 40, TRUE); pairs$y[pairs$g == "a" & pairs$k == "p"] <- NA
for (name in c("strat", "clus1", "clus2", "pairs")) write.csv(get(name), paste0("schools-", name, ".csv"), row.names = FALSE, quote = FALSE, na = "")
S <- function(x) list(estimate = as.numeric(coef(x)), se = as.numeric(SE(x)))
D <- function(x) c(S(x), list(deff = as.numeric(deff(x))))
Q <- function(s, f, p, df = degf(s)) { r <- svyquantile(f, s, p, qrule = "math", interval.type = "mean", df = df, na.rm = TRUE)[[1]]; list(estimate = r[, 1], lo = r[, 2], hi = r[, 3], se = r[, 4]) }
P <- function(s, ...) { r <- svyciprop(~I(sch.wide == "Yes"), s, ...); list(estimate = as.numeric(coef(r)), lo = as.numeric(attr(r, "ci"))[1], hi = as.numeric(attr(r, "ci"))[2]) }
base <- function(s) { v <- svyby(~api00, ~stype, s, svymean, covmat = TRUE)
  list(mean = D(svymean(~api00, s, deff = "replace")), total = D(svytotal(~enroll, s, na.rm = TRUE, deff = "replace")), ratio = S(svyratio(~api.stu, ~enroll, s, na.rm = TRUE)),
    byType = S(v), byBoth = S(svyby(~enroll, ~stype + sch.wide, s, svytotal, na.rm = TRUE)), difference = S(svycontrast(v, c(1, 0, -1))),
    logit = P(s, method = "xlogit", df = degf(s)), beta = P(s, method = "beta"), median = Q(s, ~api00, c(.25, .5, .75))) }
few <- function(s) list(mean = S(svymean(~api00, s)), total = S(svytotal(~enroll, s, na.rm = TRUE)), ratio = S(svyratio(~api.stu, ~enroll, s, na.rm = TRUE)), byType = S(svyby(~api00, ~stype, s, svymean)))
dstrat <- svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = strat)
dclus1 <- svydesign(id = ~dnum, weights = ~pw, fpc = ~fpc, data = clus1)
dclus2 <- svydesign(id = ~dnum + snum, fpc = ~fpc1 + fpc2, data = clus2)
E <- h[["E"]]; H <- h[["H"]]; M <- h[["M"]]; api99 <- sum(all$api99); pop <- c(`(Intercept)` = n, stypeH = H, stypeM = M, api99 = api99)
k <- function(s, ...) calibrate(s, ~stype + api99, pop, epsilon = 1e-13, maxit = 500, ...)
jk1 <- as.svrepdesign(dclus1); jkn <- as.svrepdesign(dstrat, mse = TRUE)
strata <- svydesign(id = ~psu, strata = ~area, weights = ~w, data = pairs); brr <- as.svrepdesign(strata, type = "BRR"); fay <- as.svrepdesign(strata, type = "Fay", fay.rho = .4, mse = TRUE)
half <- function(s) list(mean = S(svyby(~y, ~g, s, svymean, na.rm = TRUE)), ratio = S(svyratio(~z, ~x, s)))
lonely <- svydesign(id = ~psu, strata = ~stratum, weights = ~w, data = read.csv("lonely.csv")); options(survey.lonely.psu = "average")
average <- suppressWarnings(svyby(~y, ~stratum, lonely, svymean)); options(survey.lonely.psu = "fail")
cells <- expand.grid(k = c("p", "q", "r"), g = c("a", "b"), v = c("y", "z")); cells <- cells[!(cells$v == "y" & cells$g == "a" & cells$k == "p"), ]
quantiles <- lapply(seq_len(nrow(cells)), function(i) { c <- cells[i, ]; Q(subset(strata, g == c$g & k == c$k), as.formula(paste("~", c$v)), c(.2, .6), degf(strata)) })
expected <- list(totals = list(n = n, E = E, H = H, M = M, api99 = api99), stratified = base(dstrat), clusters = base(dclus1), `two stages` = base(dclus2),
  `clusters, linear` = few(k(dclus1)), `clusters, raking` = few(k(dclus1, calfun = "raking")), `clusters, logit` = few(k(dclus1, calfun = "logit", bounds = c(.4, 2.5))), `clusters, linear within bounds` = few(k(dclus1, bounds = c(.7, 1.6))),
  `clusters, trimmed` = few(trimWeights(k(dclus1), lower = 5, upper = 9, strict = TRUE)), `stratified, linear` = few(k(dstrat)), `two stages, linear` = few(k(dclus2)),
  `clusters, post-stratified` = few(postStratify(dclus1, ~stype, data.frame(stype = c("E", "H", "M"), Freq = c(E, H, M)))), JK1 = few(jk1), JKn = few(jkn), `JK1, linear` = few(k(jk1)),
  BRR = half(brr), Fay = half(fay), average = list(mean = S(average)), quantiles = list(cells = Reduce(function(a, b) Map(c, a, b), quantiles)))
writeLines(toJSON(expected, auto_unbox = TRUE, digits = I(17), na = "null", pretty = FALSE), "schools-expected.json")
