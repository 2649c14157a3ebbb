from shell_compare import run
from shell_grammar import questions

if __name__ == "__main__":
    run(questions, count=1000)
