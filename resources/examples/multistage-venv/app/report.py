"""Prints the report of the month."""
import numpy
import pandas
from sklearn.linear_model import LinearRegression


def main():
    frame = pandas.DataFrame({"month": numpy.arange(12), "sales": numpy.arange(12) * 3 + 1})
    model = LinearRegression().fit(frame[["month"]], frame["sales"])
    print(model.predict(pandas.DataFrame({"month": [12]})))


if __name__ == "__main__":
    main()
