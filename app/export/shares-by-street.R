
# Reading. A leading apostrophe keeps spreadsheets from running a text as a formula; it is taken off.
plain <- function(x) sub("^'([=+@\t\r-])", "\\1", x)
units <- read.csv(file,
  encoding = "UTF-8", na.strings = "", check.names = FALSE,
  colClasses = c(stratum = "character", psu = "character", street_code = "character")
)
names(units)[1] <- "id"
for (column in c("stratum", "psu", "street_code")) units[[column]] <- plain(units[[column]])

# The share of a domain, 20 * sum(omega_i * R_i), and what each respondent adds to its error (linearised).
share_of <- function(x, w, rows) {
  share <- 0
  u <- numeric(nrow(x))
  for (i in which(items$weight > 0)) {
    code <- x[[items$variable[i]]]
    counts <- items$dont_know_is_zero[i] == (dont_know == "sheet")
    a <- rows & !is.na(code) & (code > 0 | (code == -1 & counts))
    y <- ifelse(a & code > 0, x[[paste0(items$variable[i], "_score")]], 0)
    total <- sum(w * a)
    if (!(total > 0)) return(NULL)
    r <- sum(w * y) / total
    share <- share + 20 * items$weight[i] * r
    u <- u + 20 * items$weight[i] * ifelse(a, y - r, 0) / total
  }
  list(share = share, u = u)
}

psus_and_strata <- function(x) c(nrow(unique(x[c("stratum", "psu")])), length(unique(x$stratum)))

# One way of asking: shares by street and, last, of all streets together, where every street has answers.
by_mode <- function(mode) {
  domains <- c(streets$code, "district")
  result <- data.frame(domain = domains, n = 0, share = NA_real_, se = NA_real_, df = NA_real_)
  x <- units[units$mode == mode, ]
  quiet <- silent[silent$mode == mode, ]
  raked <- mode == "household"
  result$n <- c(sapply(streets$code, function(code) sum(x$street_code %in% code)), nrow(x))
  if (nrow(x) == 0 || (raked && is.null(population_street))) return(result)

  w <- x$weight_base
  auxiliaries <- NULL
  if (raked) {
    x$street_of <- factor(x$street_code, levels = names(population_street))
    x$age_sex <- factor(paste(x$age_band, x$sex, sep = "|"), levels = names(population_age_sex))
    margins <- c("street_of", "age_sex")
    margins <- margins[sapply(margins, function(m) nlevels(x[[m]]) > 1)]
    formula <- reformulate(if (length(margins)) margins else "1")
    totals <- c(sum(population_street), if ("street_of" %in% margins) population_street[-1],
      if ("age_sex" %in% margins) population_age_sex[-1])
    auxiliaries <- model.matrix(formula, x)
    names(totals) <- colnames(auxiliaries)
    design <- svydesign(ids = ~psu, strata = ~stratum, weights = ~weight_base, data = x, nest = TRUE)
    # rake() would give the same weights; its variances use unweighted residuals, those of calibrate() base-weighted ones.
    raked_design <- calibrate(design, formula, totals, calfun = "raking", epsilon = 1e-11, maxit = 200)
    w <- weights(raked_design)
    stopifnot(max(abs(w / x$weight_final - 1)) < 1e-8)
  }

  # With PSUs that were drawn and have no response: as rows of weight 0 they count as zeros.
  every <- rbind(
    data.frame(stratum = x$stratum, psu = x$psu, w = w),
    data.frame(stratum = quiet$stratum, psu = quiet$psu, w = rep(0, nrow(quiet)))
  )
  psus <- unique(every[c("stratum", "psu")])
  lonely <- names(which(table(psus$stratum) == 1))
  whole <- svydesign(ids = ~psu, strata = ~stratum, weights = ~w, data = every, nest = TRUE)
  old <- options(survey.lonely.psu = "certainty")
  on.exit(options(old))
  for (d in seq_along(domains)) {
    rows <- if (d == length(domains)) rep(TRUE, nrow(x)) else x$street_code %in% domains[d]
    complete <- d < length(domains) || all(result$n > 0)
    touched <- if (raked) every$stratum else x$stratum[rows]
    if (!any(rows) || !complete || any(touched %in% lonely)) next
    counted <- psus_and_strata(x[rows, ])
    figure <- share_of(x, w, rows)
    if (counted[1] - counted[2] < 1 || is.null(figure)) next
    # What the margins explain has no error: the residuals of a regression by base weights, as in calibrate().
    e <- if (raked) lm.wfit(auxiliaries, figure$u, x$weight_base)$residuals else figure$u
    se <- as.numeric(SE(svytotal(c(e, rep(0, nrow(quiet))), whole)))
    if (se < 1e-10) next
    result[d, c("share", "se", "df")] <- c(figure$share, se, counted[1] - counted[2])
  }
  result
}

# lambda * households + (1 - lambda) * intercepts; degrees of freedom by Satterthwaite.
h <- by_mode("household")
i <- by_mode("intercept")
parts <- cbind(lambda^2 * h$se^2, (1 - lambda)^2 * i$se^2)
share <- lambda * h$share + (1 - lambda) * i$share
variance <- rowSums(parts)
df <- variance^2 / (parts[, 1]^2 / h$df + parts[, 2]^2 / i$df)
if (lambda == 1 || lambda == 0) {
  only <- if (lambda == 1) h else i
  share <- only$share
  variance <- only$se^2
  df <- only$df
}
reach <- qt((1 + level) / 2, df) * sqrt(variance)
shares <- data.frame(
  code = c(streets$code, "district"),
  n = h$n + i$n,
  share = share, se = sqrt(variance), low = share - reach, high = share + reach, df = df,
  household = h$share, household_se = h$se, intercept = i$share, intercept_se = i$se
)
print(shares, digits = 10)
