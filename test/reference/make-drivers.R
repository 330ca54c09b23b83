#!/usr/bin/env Rscript
# make-drivers.R - what R makes of the key drivers, of adjusted p-values and of Kendall's tau.
#   Rscript make-drivers.R > drivers.json      (R 4.2.2, survey 4.1-1; in this folder)
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "fail", stringsAsFactors = FALSE)
numbers <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
household <- read.csv("inputs/household.csv", na.strings = ""); household$psu <- household$community
intercept <- read.csv("inputs/intercept.csv", na.strings = ""); intercept$psu <- intercept$visit_slot
intercept$weight <- intercept$passers / intercept$interviews
cells <- read.csv("inputs/population-cells.csv")

# Two dimensions, of two items each (weights 0.4 and 0.2, 0.3 and 0.1); contact stands apart.
dimension <- function(d, a, b, wa, wb) {
  possible <- wa * (!is.na(d[[a]])) + wb * (!is.na(d[[b]]))
  ifelse(possible > 0, (ifelse(is.na(d[[a]]), 0, wa * d[[a]]) + ifelse(is.na(d[[b]]), 0, wb * d[[b]])) / possible, NA)
}
scores <- function(d) {
  d$first <- dimension(d, "q01", "q02", 0.4, 0.2); d$second <- dimension(d, "q03", "q04", 0.3, 0.1); d$overall <- d$contact
  d$cell <- paste(d$age, d$sex, sep = "|"); d
}
spread <- function(x, w) sqrt(sum(w * (x - sum(w * x) / sum(w))^2) / sum(w))
fit <- function(design, w) {
  v <- design$variables; v$w <- w
  there <- complete.cases(v[c("first", "second", "overall")])
  for (name in c("first", "second", "overall")) {
    s <- spread(v[[name]][there], w[there])
    design$variables[[paste0(name, "_s")]] <- v[[name]] / s
  }
  part <- subset(design, there)
  m <- svyglm(overall_s ~ first_s + second_s, part)
  raw <- svyglm(overall ~ first + second, part)
  r <- cov.wt(v[there, c("first", "second")], w[there], cor = TRUE)$cor
  list(beta = coef(m)[-1], se = SE(m)[-1], slope = coef(raw)[-1], df = degf(part) + 1 - 3, complete = sum(there),
    respondents = nrow(v), inflation = diag(solve(r)),
    explained = 1 - sum(w[there] * (v$overall[there] - as.vector(fitted(raw)))^2) / (sum(w[there]) * spread(v$overall[there], w[there])^2))
}
h <- scores(household); i <- scores(intercept)
totals <- function(key) { t <- tapply(cells$count, key, sum); t[sort(names(t))] }
street <- totals(cells$street); cell <- totals(paste(cells$age, cells$sex, sep = "|"))
h$street <- factor(h$street); h$cell <- factor(h$cell, levels = names(cell))
population <- c("(Intercept)" = sum(street), setNames(street[-1], paste0("street", names(street)[-1])), setNames(cell[-1], paste0("cell", names(cell)[-1])))
hd <- calibrate(svydesign(ids = ~psu, strata = ~street, weights = ~weight, data = h), ~ street + cell, population, calfun = "raking", epsilon = 1e-13, maxit = 500)
id <- svydesign(ids = ~psu, strata = ~street, weights = ~weight, data = i)
a <- fit(hd, weights(hd)); b <- fit(id, weights(id))
lambda <- 0.6
both <- lambda * a$beta + (1 - lambda) * b$beta
v <- rbind(lambda^2 * a$se^2, (1 - lambda)^2 * b$se^2); se <- sqrt(colSums(v))
df <- colSums(v)^2 / (v[1, ]^2 / a$df + v[2, ]^2 / b$df); t <- qt(0.975, df)
part <- function(x) sprintf('{ "importance": %s, "se": %s, "slope": %s, "df": %d, "complete": %d, "respondents": %d, "explained": %.17g, "inflation": %s }',
  numbers(x$beta), numbers(x$se), numbers(x$slope), x$df, x$complete, x$respondents, x$explained, numbers(x$inflation))
p <- c(0.001, 0.04, 0.03, 0.5, 0.012, 0.04, 0.0002, 0.9)
x <- c(3, 1, 4, 1, 5, 9, 2, 6); y <- c(2, 7, 1, 8, 2, 8, 1, 8)
cat(sprintf('{\n  "lambda": %g,\n  "household": %s,\n  "intercept": %s,\n  "combined": { "importance": %s, "se": %s, "df": %s, "low": %s, "high": %s },\n', lambda, part(a), part(b),
  numbers(both), numbers(se), numbers(df), numbers(both - t * se), numbers(both + t * se)))
cat(sprintf('  "p": %s,\n  "holm": %s,\n  "BH": %s,\n  "x": %s,\n  "y": %s,\n  "tau": %.17g\n}\n',
  numbers(p), numbers(p.adjust(p, "holm")), numbers(p.adjust(p, "BH")), numbers(x), numbers(y), cor(x, y, method = "kendall")))
