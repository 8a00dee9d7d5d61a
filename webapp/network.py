from flask import Blueprint, render_template
pages = Blueprint("network", __name__)
@pages.get("/network")
def network() -> str:
    return ""
